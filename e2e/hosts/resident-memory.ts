import { readFile } from 'node:fs/promises'

/** Returns how much memory a process has in use, in megabytes; 0 where the system doesn't say. */
export async function residentMemory(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024)
}

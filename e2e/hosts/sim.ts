import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { root } from './places'

export interface SimServer {
  readonly url: string
  close(): Promise<void>
}

/** Starts the loopback server as `npm run sim` does. */
export async function startSim(flags: readonly string[] = []): Promise<SimServer> {
  const server = spawn(process.execPath, [path.join(root, 'out/main/cli.js'), 'sim', ...flags], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [url] = (await once(createInterface(server.stdout), 'line')) as [string]
  return {
    url,
    async close() {
      if (server.exitCode !== null) return
      const ended = once(server, 'exit')
      server.kill('SIGTERM')
      await ended
    },
  }
}

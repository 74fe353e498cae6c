import { spawn } from 'node:child_process'
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'

/** How long this thread is held up, and how often. */
const BLOCK_MS = 150
const BLOCK_EVERY_MS = 1000
/** What a database does: a page at a time, made sure to be on the disk. */
const PAGE = Buffer.alloc(4096, 1)
const WRITE_EVERY_MS = 50

const burner = `
const share = Number(process.argv[1])
setInterval(() => {
  const end = performance.now() + 100 * share
  while (performance.now() < end);
}, 100)`

/**
 * Makes the machine and this thread busy, as a window that draws, a program that is held up, and a database do: one core
 * is loaded, half of another too, by programs of other sessions, as on a desktop (Linux shares out the processor by
 * session). @returns What ends it.
 */
export function startLoad(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-load-'))
  const file = openSync(path.join(folder, 'pages'), 'w')
  const burners = [1, 0.5].map((share) =>
    spawn(process.execPath, ['-e', burner, String(share)], { stdio: 'ignore', detached: true }),
  )
  const blocking = setInterval(() => {
    const end = performance.now() + BLOCK_MS
    while (performance.now() < end);
  }, BLOCK_EVERY_MS)
  const writing = setInterval(() => {
    writeSync(file, PAGE)
    fsyncSync(file)
  }, WRITE_EVERY_MS)
  return () => {
    clearInterval(blocking)
    clearInterval(writing)
    for (const child of burners) child.kill('SIGKILL')
    closeSync(file)
    rmSync(folder, { recursive: true, force: true })
  }
}

import { app } from 'electron'
import type { Clock } from '../../shared/clock'

/** How long everything gets to close; nothing that hangs must keep the program from ending. */
const patienceMs = 4000

/**
 * Makes every way out, signals and crashes included, close what is open first: a socket that is not closed counts as a
 * session that goes on.
 * @param close closes everything
 * @returns Whether the program is on its way out
 */
export function closeBeforeQuitting(close: () => Promise<void>, clock: Clock): () => boolean {
  let stage: 'running' | 'quitting' | 'closing' | 'closed' = 'running'
  let exitCode = 0

  app.on('before-quit', () => {
    if (stage === 'running') stage = 'quitting' // from here on windows may close
  })
  app.on('will-quit', (event) => {
    if (stage === 'closed') return
    event.preventDefault()
    if (stage === 'closing') return
    stage = 'closing'
    void within(patienceMs, close(), clock).then((inTime) => {
      stage = 'closed'
      // Electron waits for its threads, and one that hangs has no end.
      if (!inTime) process.kill(process.pid, 'SIGKILL')
      app.exit(exitCode)
    })
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => app.quit())
  }
  process.on('uncaughtException', (error) => {
    console.error(error)
    if (exitCode !== 0) return
    exitCode = 1
    app.quit()
  })
  return () => stage !== 'running'
}

/** Waits for what is being closed, but not for ever. @returns whether it was closed in time */
const within = (ms: number, work: Promise<void>, clock: Clock): Promise<boolean> =>
  new Promise((resolve) => {
    const cancel = clock.schedule(ms, () => resolve(false))
    work
      .catch((error: unknown) => console.error(error))
      .finally(() => {
        cancel()
        resolve(true)
      })
  })

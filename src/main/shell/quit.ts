import { app } from 'electron'
import type { Clock } from '../../shared/clock'
import { logOf } from '../../shared/log'
import { within } from '../../shared/within'

const log = logOf('shell')

/** How long everything gets to close; nothing that hangs must keep the program from ending. */
const CLOSE_MS = 4000

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
    const closing = close().catch((error: unknown) => log.error('Something could not be closed.', error))
    void within(CLOSE_MS, closing, clock).then((inTime) => {
      stage = 'closed'
      // Electron waits for its threads, and one that hangs has no end.
      if (!inTime) process.kill(process.pid, 'SIGKILL')
      app.exit(exitCode)
    })
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => app.quit())
  }
  // The log has it already.
  process.on('uncaughtException', () => {
    if (exitCode !== 0) return
    exitCode = 1
    app.quit()
  })
  return () => stage !== 'running'
}

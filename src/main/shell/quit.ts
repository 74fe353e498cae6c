import { app } from 'electron'
import type { Clock } from '../../shared/clock'

/** How long streams and sockets get to close; a device that hangs must not keep the program from ending. */
const patienceMs = 4000

/**
 * Makes every way out, signals and crashes included, close what is open first: leaving with an audio stream open
 * crashes the process (in PortAudio), and a socket that is not closed counts as a session that goes on.
 * @param close closes everything; answers whether a device is stuck, which keeps the process from leaving by itself
 * @returns Whether the program is on its way out
 */
export function closeBeforeQuitting(close: () => Promise<boolean>, clock: Clock): () => boolean {
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
    void within(patienceMs, close(), clock).then((stuck) => {
      stage = 'closed'
      if (stuck) process.kill(process.pid, 'SIGKILL')
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

/** Waits for what is being closed, but not for ever: whatever takes longer, or fails, is taken for stuck. */
const within = (ms: number, work: Promise<boolean>, clock: Clock): Promise<boolean> =>
  new Promise((resolve) => {
    const cancel = clock.schedule(ms, () => resolve(true))
    const settle = (stuck: boolean): void => {
      cancel()
      resolve(stuck)
    }
    work.then(settle, (error: unknown) => {
      console.error(error)
      settle(true)
    })
  })

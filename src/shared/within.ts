import type { Clock } from './clock'

/**
 * Waits for work, with a time limit. Work that fails has ended too.
 * @param ms the time limit in milliseconds
 * @returns whether it ended in time
 */
export const within = (ms: number, work: Promise<unknown>, clock: Clock): Promise<boolean> =>
  new Promise((resolve) => {
    const cancel = clock.schedule(ms, () => resolve(false))
    const over = (): void => {
      cancel()
      resolve(true)
    }
    work.then(over, over)
  })

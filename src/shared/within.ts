import type { Clock } from './clock'

/**
 * Waits for work, but not for ever; work that fails is over, too.
 * @param ms the longest wait, in milliseconds
 * @returns whether it was over in time
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

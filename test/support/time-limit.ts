/** How much slower than the one the limits are made for this machine is; `npm test` measures that before it begins. */
const scale = Number(process.env.PARLEY_TIME_SCALE ?? 1)

/**
 * Returns a limit in milliseconds that a slow or busy machine keeps too.
 *
 * @param ms - what is ample on an idle machine
 */
export const timeLimit = (ms: number): number => ms * (Number.isFinite(scale) && scale > 1 ? scale : 1)

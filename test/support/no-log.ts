import type { LogPort } from '../../src/main/ports/log'

/** A log that nothing is read from. */
export const noLog: LogPort = { folder: '/data', hide: () => undefined, lastLines: () => Promise.resolve([]) }

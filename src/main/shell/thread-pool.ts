import { app } from 'electron'

const threads = '16'

/**
 * Whether libuv's pool has room for the audio streams: each pending read or write of one holds a thread, and there are
 * four. By the time that the first line of a module runs Electron has used the pool already, and its size is fixed; so
 * where nobody has set it (`npm start` has) Parley starts itself once more. False means that this process is to end.
 */
export function hasEnoughThreads(): boolean {
  if (process.env.UV_THREADPOOL_SIZE !== undefined) return true
  process.env.UV_THREADPOOL_SIZE = threads // which the new process inherits
  app.relaunch()
  return false
}

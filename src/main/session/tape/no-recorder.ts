import type { TapeRecorder } from './recorder'

/** Takes nothing down. */
export const noRecorder: TapeRecorder = {
  on: false,
  add: () => undefined,
  finish: () => undefined,
  rename: () => undefined,
  discard: () => undefined,
}

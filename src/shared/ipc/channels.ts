/** The only two channels between a window and the desktop host; what goes over them is in contract.ts. */
export const channels = {
  /** Window to host: a request's name and its input; answers a `Result`. */
  invoke: 'parley:invoke',
  /** Host to window: an event's name and its payload. */
  event: 'parley:event',
} as const

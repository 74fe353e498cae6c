import type { Clock } from '../clock'
import { redactedJson } from './redact'
import type { Direction, TrafficListener } from './traffic'

export interface RecorderOptions {
  readonly clock: Pick<Clock, 'wallTime'>
  /** The keys in use. */
  readonly secrets: () => readonly string[]
  readonly withAudio: boolean
  /** Takes one line, without a line break at its end. */
  readonly write: (line: string) => void
}

/**
 * Writes what goes over connections as JSON lines: `{"at": <ms since 1970>, "direction": "sent" | "received", "data": …}`.
 * `data` is the event as it was on the wire, without keys; a frame that is no JSON is a string. Sound is replaced by its
 * length unless it is asked for. docs/event-recordings.md describes the format.
 */
export function recordTraffic({ clock, secrets, withAudio, write }: RecorderOptions): TrafficListener {
  const record = (direction: Direction, data: unknown): void => {
    const json = redactedJson(data, { secrets: secrets(), keepsSound: withAudio })
    write(`{"at":${clock.wallTime()},"direction":"${direction}","data":${json}}`)
  }
  return {
    sent: (event) => record('sent', event),
    received: (frame) => record('received', frame.kind === 'event' ? frame.event : frame.raw),
  }
}

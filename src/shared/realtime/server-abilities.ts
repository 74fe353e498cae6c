import type { DialectName } from './dialect'
import type { SessionSettings } from './session-config'
import type { Detection } from './servers/server-traits'

/** What a server and Parley have agreed on for one connection. */
export interface Agreement {
  readonly dialect: DialectName
  /** Sample rates in hertz; null for a format that Parley doesn't know. */
  readonly inputRate: number | null
  readonly outputRate: number | null
}

/** What a server supports, as far as a test of the connection can tell. */
export interface ServerAbilities extends Agreement {
  /** The model that transcribes the user's speech; null for none. */
  readonly transcription: string | null
  /** Whether push-to-talk works. */
  readonly manualTurns: boolean
  readonly detections: readonly Detection[]
  /** Whether it can be told where an answer was interrupted. */
  readonly truncates: boolean
  /** Whether an answer can be stopped. */
  readonly cancels: boolean
  readonly images: boolean
}

/** @param settings those that the server has accepted, with what was learned of it */
export function abilitiesOf({ server, transcription }: SessionSettings, agreement: Agreement): ServerAbilities {
  const { manualTurns, detections, truncates, cancels, images } = server
  return {
    ...agreement,
    transcription: transcription?.model ?? null,
    manualTurns,
    detections,
    truncates,
    cancels,
    images,
  }
}

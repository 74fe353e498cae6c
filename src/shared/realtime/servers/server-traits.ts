/** Settings of a session that only some servers know; others refuse the whole update because of one. */
export type OptionalSetting =
  | 'formats'
  | 'prefix_padding'
  | 'language'
  | 'vocabulary'
  | 'speed'
  | 'reasoning'
  | 'noise_reduction'
  | 'max_output_tokens'

export type Detection = 'server_vad' | 'semantic_vad'

/** What a kind of server can do, as far as it is known before a session. What it shows in a session counts more. */
export interface ServerTraits {
  /** The model that transcribes what the user says, unless the user names another; null: the server is told none. */
  readonly transcription: string | null
  /** The voice, unless the user names another; null: the server is told none. */
  readonly voice: string | null
  /** What a commit of the input buffer brings: an answer, or nothing until one is asked for. */
  readonly commit: 'waits' | 'answers'
  /** Whether the end of a turn can be told by a commit. Where not, the server's own detector has to hear silence. */
  readonly manualTurns: boolean
  /** The ways in which the server can hear the end of a turn. */
  readonly detections: readonly Detection[]
  /** Whether it knows `conversation.item.truncate`. */
  readonly truncates: boolean
  /** Whether it knows `response.cancel`. */
  readonly cancels: boolean
  readonly images: boolean
  readonly settings: readonly OptionalSetting[]
  /** `flat_turns`: GA, with the voice and the detection of turns at the top of the session, as xAI has it. */
  readonly shape: 'usual' | 'flat_turns'
}

/** OpenAI's own server. */
export const openAiTraits: ServerTraits = {
  transcription: 'gpt-realtime-whisper',
  voice: 'marin',
  commit: 'waits',
  manualTurns: true,
  detections: ['server_vad', 'semantic_vad'],
  truncates: true,
  cancels: true,
  images: true,
  settings: [
    'formats',
    'prefix_padding',
    'language',
    'vocabulary',
    'speed',
    'reasoning',
    'noise_reduction',
    'max_output_tokens',
  ],
  shape: 'usual',
}

/** A server of which nothing is known but that it speaks the protocol. */
export const customTraits: ServerTraits = {
  ...openAiTraits,
  transcription: null,
  voice: null,
  settings: ['formats', 'prefix_padding', 'language', 'vocabulary'],
}

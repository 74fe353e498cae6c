const tens = [30, 40, 50, 60, 70, 80, 90] as const

/** Phrases of which there is a recording in resources/demo; scripts/make-demo-clips.mjs makes them. */
export const phraseClips = [
  'hello',
  'help',
  'silence',
  'still-there',
  'you-said',
  'picture',
  'tool-answered',
  'it-is',
  'am',
  'pm',
  'oh',
  'o-clock',
  'plus',
  'minus',
  'times',
  'divided-by',
  'equals',
  'point',
  'hundred',
  'thousand',
  'million',
  'no-number',
  'chime',
] as const

export type ClipName = (typeof phraseClips)[number] | `number-${number}`

/** Numbers that are one word; all others are made of them. */
export const numberClips: readonly ClipName[] = [...Array(21).keys(), ...tens].map(
  (number): ClipName => `number-${number}`,
)

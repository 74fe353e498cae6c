/** What stands for base64 that is not kept. Its length is that of the characters without the padding at their end. */
const placeholder = /^\[(\d{1,8}) characters of base64\]$/

/** Longest sound that is played back as silence, in characters of base64: that of the largest frame. */
const MAX_CHARACTERS = 64 * 1024 * 1024

/** Returns the text that stands for sound: only how long it was. */
export function placeholderFor(base64: string): string {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  return `[${base64.length - padding} characters of base64]`
}

/** Returns as much silence, in base64, as the sound that a placeholder stands for; null where the text is none. */
export function silenceFor(text: string): string | null {
  const length = placeholder.exec(text)?.[1]
  return length === undefined ? null : 'A'.repeat(Math.min(Number(length), MAX_CHARACTERS))
}

/** A piece of a text, marked or not. */
export interface Segment {
  readonly text: string
  readonly marked: boolean
}

/** Cuts a text at its marks, which come in order and don't overlap. */
export function markedSegments(
  text: string,
  marks: readonly { readonly start: number; readonly end: number }[],
): readonly Segment[] {
  const segments: Segment[] = []
  let at = 0
  for (const { start, end } of marks) {
    segments.push({ text: text.slice(at, start), marked: false }, { text: text.slice(start, end), marked: true })
    at = end
  }
  segments.push({ text: text.slice(at), marked: false })
  return segments.filter((segment) => segment.text !== '')
}

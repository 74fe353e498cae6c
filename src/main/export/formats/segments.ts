/** How much text is looked at in one go, in code units; more for a segment that is longer. */
const WINDOW = 1024

const segmenters = {
  grapheme: new Intl.Segmenter('en', { granularity: 'grapheme' }),
  sentence: new Intl.Segmenter('en', { granularity: 'sentence' }),
} as const

/** Letters and signs of which none ever joins its neighbours (Latin): finding that out takes the engine much longer. */
const simple = /^[\u0020-\u007E\u00A0-\u02FF]*$/

/**
 * The characters (as a reader counts them) or sentences of a text. The engine takes as long for each segment as the text
 * is long, so it gets the text in windows: a long text would take minutes otherwise. A window's last segment may go on
 * behind it, and is looked at again with the next.
 */
export function* segmentsOf(text: string, granularity: keyof typeof segmenters): Generator<string> {
  const segmenter = segmenters[granularity]
  let start = 0
  let width = WINDOW
  while (start < text.length) {
    const window = text.slice(start, start + width)
    const isSimple = granularity === 'grapheme' && simple.test(window)
    const found = isSimple ? Array.from(window) : Array.from(segmenter.segment(window), ({ segment }) => segment)
    const isLast = start + window.length === text.length
    const whole = isLast ? found : found.slice(0, -1)
    yield* whole
    start += whole.reduce((length, segment) => length + segment.length, 0)
    width = whole.length > 0 ? WINDOW : width * 2
  }
}

import { marker, type Sent, type SpeakerStory } from './speaker-story'

const MISSING_FADE = 240
const INTERRUPTED_FADE = 120
const FADE_IN = 120

/** How far the samples from `at` on are the part's from `from` on, the fade-in being so far. */
function matching(written: Int16Array, at: number, end: number, part: Sent, from: number, risen: number): number {
  let count = 0
  for (; at + count < end && from + count < part.samples; count++) {
    const gain = Math.min(1, (risen + count + 1) / FADE_IN)
    if (written[at + count] !== Math.round(marker(part.index, from + count) * gain)) break
  }
  return count
}

/**
 * Whether what a device was given is the parts' samples as far as they were reported, in order, and nothing else. It is
 * read by the rules for fades: 10 ms of something else where sound is missing, 5 ms where it was interrupted, a fade-in of
 * 5 ms where it goes on.
 */
export const isExplained = (story: SpeakerStory): boolean =>
  explains(story, {
    at: 0,
    segment: 0,
    fade: 0,
    isSounding: false,
    risen: 0,
    counts: story.parts.map(() => 0),
  })

/** How far the reading is. */
interface Reading {
  readonly at: number
  /** The break that comes next. */
  readonly segment: number
  /** How much of a fade-out is still to come. */
  readonly fade: number
  /** Whether a part sounds; then its next sample follows, or a fade-out. */
  readonly isSounding: boolean
  /** How far the fade-in is with which the sound began. */
  readonly risen: number
  /** Samples of each part so far. */
  readonly counts: readonly number[]
}

function explains(story: SpeakerStory, reading: Reading): boolean {
  const { at, segment, fade, isSounding, counts } = reading
  const { parts, breaks, written } = story
  const pause = breaks[segment]
  if (!pause) return parts.every(({ reported }, index) => counts[index] === (reported ?? 0))
  if (at === pause.at) {
    const next = pause.kind === 'reopen' ? 0 : pause.kind === 'interrupt' && isSounding ? INTERRUPTED_FADE : fade
    return explains(story, { ...reading, segment: segment + 1, fade: next, isSounding: false })
  }
  if (fade > 0) {
    const skipped = Math.min(fade, pause.at - at)
    return explains(story, { ...reading, at: at + skipped, fade: fade - skipped })
  }
  if (!isSounding && written[at] === 0) {
    const silent = written.subarray(at, pause.at).findIndex((sample) => sample !== 0)
    return explains(story, { ...reading, at: silent < 0 ? pause.at : at + silent })
  }
  const part = parts.find(({ reported }, index) => counts[index]! < (reported ?? 0))
  const from = part ? counts[part.index]! : 0
  const risen = isSounding ? reading.risen : from > 0 ? 0 : FADE_IN
  const most = part ? matching(written, at, pause.at, part, from, risen) : 0
  const after = (length: number, then: Pick<Reading, 'fade' | 'isSounding'>): boolean =>
    explains(story, {
      at: at + length,
      segment,
      risen: risen + length,
      ...then,
      counts: counts.map((count, index) => (index === part?.index ? count + length : count)),
    })
  // A fade-out may begin with what would have come next, by chance; then that was not the part's any more.
  return (
    (most > 0 && after(most, { fade: 0, isSounding: true })) ||
    [...new Set([1, 2, 3].map((less) => Math.max(0, most - less)))].some(
      (length) => (isSounding || length > 0) && after(length, { fade: MISSING_FADE, isSounding: false }),
    )
  )
}

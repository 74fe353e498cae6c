import fc from 'fast-check'
import { parse as parseSubRip } from 'subsrt-ts'
import { describe, expect, it } from 'vitest'
import { type ParsedNode, WebVTTParser } from 'webvtt-parser'
import { everywhere, namedAttacks, nastyTranscript } from '../../../../test/support/nasty-transcripts'
import { recordedTranscript } from '../../../../test/support/recorded-transcript'
import { richTranscript } from '../../../../test/support/rich-transcript'
import type { Transcript } from '../../../shared/conversation/transcript'
import { cuesOf } from './cues'
import { formatSubRip } from './subrip'
import { formatWebVtt } from './webvtt'

/** What other programs read in our subtitles. */
interface ReadCue {
  readonly start: number
  readonly end: number
  readonly lines: readonly string[]
}

/** The same conversation, gone on with days later. */
const overDays = fc.tuple(nastyTranscript, fc.integer({ min: 1, max: 60 })).map(([transcript, days]): Transcript => {
  const items = transcript.items.map((item, index) => ({
    ...item,
    at: item.at === null ? null : item.at + index * days * 86_400_000,
  }))
  return { ...transcript, items }
})
const transcripts = fc.oneof(nastyTranscript, overDays)

function subRipCues(transcript: Transcript): readonly ReadCue[] {
  const captions = parseSubRip(formatSubRip(transcript), { format: 'srt', eol: '\n' })
  return captions.map((caption) => {
    if (caption.type !== 'caption') throw new Error('Nothing but captions was written.')
    // The word joiner can't be seen; it keeps text from being read as a tag.
    const lines = caption.content.trimEnd().replaceAll('\u2060', '').split('\n')
    return { start: caption.start, end: caption.end, lines }
  })
}

function webVttCues(transcript: Transcript): readonly ReadCue[] {
  const { cues, errors } = new WebVTTParser({ '&amp;': '&', '&lt;': '<', '&gt;': '>' }).parse(
    formatWebVtt(transcript),
    'captions',
  )
  expect(errors).toEqual([])
  return cues.map(({ startTime, endTime, tree }) => ({
    start: Math.round(startTime * 1000),
    end: Math.round(endTime * 1000),
    lines: textOf(tree).split('\n'),
  }))
}

const textOf = ({ type, value = '', children = [] }: ParsedNode): string =>
  type === 'text' ? value : children.map(textOf).join('')

function expectReadable(cues: readonly ReadCue[]): void {
  let free = 0
  for (const { start, end, lines } of cues) {
    expect(start).toBeGreaterThanOrEqual(free)
    expect(end).toBeGreaterThan(start)
    expect(lines.length).toBeLessThanOrEqual(2)
    for (const line of lines) expect([...new Intl.Segmenter('en').segment(line)].length).toBeLessThanOrEqual(42)
    free = end
  }
}

describe('what another program reads in SubRip', () => {
  const expectSame = (transcript: Transcript): void => {
    const read = subRipCues(transcript)
    const ours = Array.from(
      cuesOf(transcript, (speaker) => `${speaker}: `),
      ({ startMs, endMs, lines }) => ({
        start: startMs,
        end: endMs,
        lines: lines.map((line) => line.replace(/-{2,}>/g, '→').replaceAll('\u2060', '')),
      }),
    )
    expect(read).toEqual(ours)
    expectReadable(read)
  }

  it('is what we wrote', () => {
    for (const transcript of [recordedTranscript(), richTranscript]) expectSame(transcript)
    fc.assert(fc.property(transcripts, expectSame), { numRuns: 200 })
  })

  it.each(namedAttacks)('is what we wrote with %j in it', (_name, attack) => expectSame(everywhere(attack)))
})

describe('what another program reads in WebVTT', () => {
  const expectSame = (transcript: Transcript): void => {
    const read = webVttCues(transcript)
    const ours = Array.from(
      cuesOf(transcript, () => ''),
      ({ startMs, endMs, lines }) => ({
        start: startMs,
        end: endMs,
        lines,
      }),
    )
    expect(read).toEqual(ours)
    expectReadable(read)
  }

  it('is what we wrote', () => {
    for (const transcript of [recordedTranscript(), richTranscript]) expectSame(transcript)
    fc.assert(fc.property(transcripts, expectSame), { numRuns: 200 })
  })

  it.each(namedAttacks)('is what we wrote with %j in it', (_name, attack) => expectSame(everywhere(attack)))
})

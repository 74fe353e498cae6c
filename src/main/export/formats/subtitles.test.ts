import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryTranscript } from '../../../../test/support/arbitrary-transcript'
import { aTranscript, spoken, written } from '../../../../test/support/transcripts'
import { formatSubRip } from './subrip'
import { formatWebVtt } from './webvtt'

const hour = 3_600_000

describe('formatSubRip', () => {
  it('numbers the cues and names who speaks', () => {
    const items = [spoken('user', hour, 'What time is it?', 1500), spoken('assistant', hour + 61_001, 'Late.', 1999)]
    expect(formatSubRip(aTranscript(items, { startedAt: 0 }))).toBe(
      '1\n00:59:58,500 --> 01:00:00,000\nYou: What time is it?\n\n2\n01:01:01,001 --> 01:01:03,000\nAssistant: Late.\n',
    )
  })

  it('is empty when nothing was said', () => {
    expect(formatSubRip(aTranscript([]))).toBe('')
  })

  it('lets no text pass for a tag or a time', () => {
    const text = formatSubRip(aTranscript([written('<b>x</b> {\\an8}\n\n2\n00:00:00,000 --> 00:00:01,000\n3 < 4')]))
    expect(text).not.toMatch(/<[a-z/]|\{\\/)
    expect(text.match(/-->/g)).toHaveLength(text.split('\n\n').length)
    expect(text).toContain('3 < 4')
  })

  it('has the shape of SubRip for every transcript', () => {
    const cue = /^\d+\n\d\d:\d\d:\d\d,\d{3} --> \d\d:\d\d:\d\d,\d{3}\n[^\n]+(?:\n[^\n]+)?$/
    fc.assert(
      fc.property(arbitraryTranscript, (transcript) => {
        const text = formatSubRip(transcript)
        if (text === '') return
        expect(text.endsWith('\n')).toBe(true)
        for (const block of text.trimEnd().split('\n\n')) expect(block).toMatch(cue)
      }),
    )
  })
})

describe('formatWebVtt', () => {
  it('gives each cue the voice of its speaker', () => {
    expect(formatWebVtt(aTranscript([spoken('user', hour, 'What time is it?', 1500)], { startedAt: 0 }))).toBe(
      'WEBVTT\n\n00:59:58.500 --> 01:00:00.000\n<v You>What time is it?\n',
    )
  })

  it('is valid when nothing was said', () => {
    expect(formatWebVtt(aTranscript([]))).toBe('WEBVTT\n')
  })

  it('escapes all text', () => {
    const text = formatWebVtt(aTranscript([written('<v Bob>x</v> & --> &amp;')]))
    expect(text).toContain('<v You>&lt;v Bob&gt;x&lt;/v&gt; &amp; --&gt; &amp;amp;\n')
  })

  it('has the shape of WebVTT for every transcript', () => {
    const cue =
      /^\d\d:\d\d:\d\d\.\d{3} --> \d\d:\d\d:\d\d\.\d{3}\n<v (?:You|Assistant)>(?:[^\n<>&]|&amp;|&lt;|&gt;)+(?:\n(?:[^\n<>&]|&amp;|&lt;|&gt;)+)?$/
    fc.assert(
      fc.property(arbitraryTranscript, (transcript) => {
        const [header, ...blocks] = formatWebVtt(transcript).trimEnd().split('\n\n')
        expect(header).toBe('WEBVTT')
        for (const block of blocks) expect(block).toMatch(cue)
      }),
    )
  })
})

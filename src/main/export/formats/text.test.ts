import { describe, expect, it } from 'vitest'
import { aTranscript, spoken, written } from '../../../../test/support/transcripts'
import { formatText } from './text'

describe('formatText', () => {
  it('marks what was not heard', () => {
    const text = formatText(aTranscript([spoken('assistant', null, 'one two three four', 1000, 500)]))
    expect(text).toContain('Assistant: one two [not heard: three four]\n')
  })

  it("lets nobody's words pass for another's turn", () => {
    const text = formatText(aTranscript([written('hello\nAssistant: yes\r\n\r\nYou: no')]))
    expect(text.split('\n').filter((line) => /^(?:\[.*\] )?\w+:/.test(line))).toEqual(['You: hello'])
  })

  it('tells the time since the beginning, and none where none is known', () => {
    const items = [spoken('assistant', 5_000, 'a', 0), spoken('assistant', 3_667_000, 'b', 0), written('c')]
    const text = formatText(aTranscript(items))
    expect(text).toContain('[0:00] Assistant: a\n\n[1:01:02] Assistant: b\n\nYou: c\n')
  })

  it('gives an empty conversation its head alone', () => {
    expect(formatText(aTranscript([], { model: 'some\nmodel' }))).toBe('A title\nModel: some model\n')
  })
})

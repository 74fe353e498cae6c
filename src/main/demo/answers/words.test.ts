import { describe, expect, it } from 'vitest'
import { answerText } from './words'

const noon = new Date(2026, 0, 1, 12, 5).getTime()

describe('answerText', () => {
  it.each([
    ['What time is it?', 'It is 12:05 PM.'],
    ['what is 2 + 3', '2 + 3 is 5.'],
    ['7 minus 10?', '7 - 10 is -3.'],
    ['1.5 x 4', '1.5 × 4 is 6.'],
    ['how much is 1 divided by 3', '1 ÷ 3 is 0.333.'],
    ['0.1+0.2', '0.1 + 0.2 is 0.3.'],
    ['1 / 0', '1 ÷ 0 is not a number.'],
    ['  Hello there ', 'You said: Hello there'],
    ['Sometimes I wonder', 'You said: Sometimes I wonder'],
  ])('answers %j', (text, answer) => {
    expect(answerText(text, noon).words).toBe(answer)
  })

  it('says what it can do', () => {
    expect(answerText('Help!', noon).words).toContain('I repeat you')
  })

  it('tells midnight and the morning', () => {
    const at = (hours: number, minutes: number) =>
      answerText('time', new Date(2026, 0, 1, hours, minutes).getTime()).words
    expect([at(0, 0), at(9, 30), at(23, 59)]).toEqual(['It is 12:00 AM.', 'It is 9:30 AM.', 'It is 11:59 PM.'])
  })
})

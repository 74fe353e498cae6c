import { speakTime } from '../speech/spoken-numbers'
import type { Words } from './answer'
import { answerSum } from './arithmetic'

const asksForHelp = /\bhelp\b|\bwhat can you do\b/i
const asksForTime = /\btime\b/i

/**
 * Answers something typed.
 * @param wallTimeMs milliseconds since 1970-01-01 UTC; told in the machine's own time zone
 */
export function answerText(text: string, wallTimeMs: number): Words {
  if (asksForHelp.test(text)) return help
  const sum = answerSum(text)
  if (sum) return sum
  if (asksForTime.test(text)) return tellTime(new Date(wallTimeMs))
  return { words: `You said: ${text.trim()}`, clips: ['you-said', 'chime'] }
}

const asksForPast = /\bwhat did (i|we) (say|talk about)\b/i

/**
 * Answers who asks what was said, which shows that a conversation that is gone on with has arrived; null for other questions.
 * @param said what the user said before, first to last
 */
export function answerFromPast(text: string, said: readonly string[]): Words | null {
  if (!asksForPast.test(text)) return null
  if (said.length === 0) return { words: 'You said nothing before this.', clips: ['silence'] }
  return { words: `You said before: ${said.join(' · ')}`, clips: ['you-said', 'chime'] }
}

function tellTime(time: Date): Words {
  const hours = time.getHours()
  const minutes = time.getMinutes()
  const clock = `${hours % 12 === 0 ? 12 : hours % 12}:${String(minutes).padStart(2, '0')} ${hours < 12 ? 'AM' : 'PM'}`
  return { words: `It is ${clock}.`, clips: speakTime(hours, minutes) }
}

export const greeting: Words = { words: 'Hello. Say something, and I will say it back.', clips: ['hello'] }
export const heardNothing: Words = { words: 'I heard no speech.', clips: ['silence'] }
export const stillThere: Words = { words: 'Are you still there?', clips: ['still-there'] }
export const sawPicture: Words = { words: 'You sent a picture.', clips: ['picture'] }

const help: Words = {
  words: 'I am the demo. Talk, and I repeat you. Or ask me for the time, or for a sum.',
  clips: ['help'],
}

/** Hands on what tools answered. */
export const toolsAnswered = (outputs: readonly string[]): Words => ({
  words: `The tool answered: ${outputs.join(' ')}`,
  clips: ['tool-answered', 'chime'],
})

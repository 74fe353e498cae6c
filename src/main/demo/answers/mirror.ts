import { SAMPLE_RATE } from '../../../shared/audio-format'
import { findSpeech, type Speech } from '../audio/find-speech'
import { type AudioPart, isAudio, isText, type Item, type MessageItem } from '../conversation/items'
import type { Tool, ToolChoice } from '../settings/settings-schema'
import type { Voice } from '../speech/clips'
import type { Answer, Words } from './answer'
import { makeArguments } from './tool-arguments'
import { chooseTool, textForTool } from './tool-choice'
import { answerFromPast, answerText, greeting, heardNothing, sawPicture, stillThere, toolsAnswered } from './words'

export interface Question {
  /** What the answer is to, first to last. */
  readonly context: readonly Item[]
  readonly modality: 'audio' | 'text'
  readonly tools: readonly Tool[]
  readonly toolChoice: ToolChoice
  /** Milliseconds since 1970-01-01 UTC. */
  readonly wallTimeMs: number
  /** The threshold that found the user's turns; see `findSpeech`. */
  readonly threshold: number
  /** Whether nobody spoke, and the server answers the silence. */
  readonly idle: boolean
}

/**
 * Answers as a mirror does: to speech with the user's own voice, to a tool with what it said, to text in words. It
 * understands nothing, and says so; but every path of a conversation can be walked with it.
 */
export function mirror(question: Question, voice: Voice): Answer {
  const outputs = trailingOutputs(question.context)
  if (outputs.length > 0) return sayWords(toolsAnswered(outputs), question, voice)
  const said = lastUserMessage(question.context)
  const text = said ? textOf(said) : ''
  const tool = chooseTool(text, question.tools, question.toolChoice)
  if (tool) return { kind: 'call', name: tool.name, arguments: makeArguments(tool.parameters, textForTool(text, tool)) }
  if (question.idle) return sayWords(stillThere, question, voice)
  if (!said) return sayWords(greeting, question, voice)
  const past = answerFromPast(text, pastWords(question.context, said))
  if (past) return sayWords(past, question, voice)
  if (text) return sayWords(answerText(text, question.wallTimeMs), question, voice)
  const sound = said.content.findLast(isAudio)
  return sound ? repeat(sound, question, voice) : sayWords(sawPicture, question, voice)
}

function repeat(sound: AudioPart, question: Question, voice: Voice): Answer {
  const speech = findSpeech(sound.samples, question.threshold)
  if (!speech) return sayWords(heardNothing, question, voice)
  const seconds = describeDuration(speech)
  return question.modality === 'audio'
    ? { kind: 'speech', transcript: `This is what I heard: ${seconds} of speech.`, samples: speech.samples }
    : { kind: 'text', text: `I heard ${seconds} of speech.` }
}

/** "1.8 seconds": the demo has no recogniser, so this is all that it can honestly say about sound. */
export const describeDuration = ({ spokenSamples }: Speech): string =>
  `${(spokenSamples / SAMPLE_RATE).toFixed(1)} seconds`

const sayWords = ({ words, clips }: Words, { modality }: Question, voice: Voice): Answer =>
  modality === 'audio' ? { kind: 'speech', transcript: words, samples: voice(clips) } : { kind: 'text', text: words }

/** What tools answered since anybody last spoke: one response answers them all. */
function trailingOutputs(context: readonly Item[]): string[] {
  const lastMessage = context.findLastIndex((item) => item.type === 'message')
  return context.slice(lastMessage + 1).flatMap((item) => (item.type === 'function_call_output' ? [item.output] : []))
}

/** The user's message that still waits for an answer. */
function lastUserMessage(context: readonly Item[]): MessageItem | null {
  const last = context.findLast((item) => item.type === 'message' && item.role !== 'system')
  return last?.type === 'message' && last.role === 'user' ? last : null
}

/** What the user wrote before the message that is answered. */
const pastWords = (context: readonly Item[], answered: MessageItem): readonly string[] =>
  context.flatMap((item) =>
    item !== answered && item.type === 'message' && item.role === 'user' ? [textOf(item)].filter(Boolean) : [],
  )

const textOf = (message: MessageItem): string =>
  message.content
    .filter(isText)
    .map((part) => part.text)
    .join(' ')
    .trim()

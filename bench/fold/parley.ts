import { bytesToSamples } from '../../src/main/audio/pcm'
import { Conversation } from '../../src/shared/conversation/conversation'
import { ga } from '../../src/shared/realtime/dialects/ga'
import { parseFrame, parseServerEvent } from '../../src/shared/realtime/parse'
import type { ServerEvent } from '../../src/shared/realtime/server-events'
import type { Contender, Run } from '../support/measure'
import { answerAdded, createIds, exchange, finishedItem, received, replyStream, textDelta } from './events'

/** Parley's own way of the data, measured from both ends. */

/** A conversation that already has some items; the last is `item_{items - 1}`. */
function conversationOf(items: number): Conversation {
  const conversation = new Conversation()
  for (let index = 0; index < items; index++) {
    const role = index % 2 === 0 ? 'user' : 'assistant'
    conversation.apply(finishedItem(`item_${index}`, role, index === 0 ? null : `item_${index - 1}`))
  }
  return conversation
}

/** Events at the start of which the time is not taken yet. */
const APPROACH = 300

function applyAll(conversation: Conversation, events: readonly ServerEvent[]): Run {
  const apply = (some: readonly ServerEvent[]): void => {
    for (const event of some) conversation.apply(event)
  }
  const approach = events.slice(0, APPROACH)
  const work = events.slice(APPROACH)
  return { approach: () => apply(approach), work: () => apply(work) }
}

/** Pieces of transcript for some answers, one answer after the other. */
export function foldTextDeltas(history: number, answers: number, deltas: number): Contender {
  const nextId = createIds('event')
  const events = received(
    itemIds(answers).flatMap((itemId) =>
      Array.from({ length: deltas }, (_, index) => textDelta(itemId, nextId(), index)),
    ),
  )
  return foldStreams(history, answers, events)
}

/** What streams while answers of the given length are spoken, one answer after the other. */
export function foldReplies(seconds: number, answers: number, audio: string): Contender {
  const nextId = createIds('event')
  const events = received(itemIds(answers).flatMap((itemId) => replyStream(itemId, seconds, audio, nextId)))
  return foldStreams(10, answers, events)
}

/** Whole exchanges. */
export function exchangeEvents(exchanges: number, audio: string): readonly ServerEvent[] {
  const nextId = createIds('event')
  return received(
    Array.from({ length: exchanges }, (_, index) =>
      exchange(index, index === 0 ? null : `item_answer_${index - 1}`, audio, nextId),
    ).flat(),
  )
}

/**
 * Events at the end of a conversation that has some items. Another conversation is there beside it, so that a short one
 * and a long one can be compared in a heap of the same size: a larger heap makes everything a little slower.
 */
export const foldEvents = (history: number, beside: number, events: readonly ServerEvent[]): Contender => ({
  operations: events.length - APPROACH,
  prepare: () => ({ keeps: conversationOf(beside), ...applyAll(conversationOf(history), events) }),
})

/** Events of answers whose items are there already. */
const foldStreams = (history: number, answers: number, events: readonly ServerEvent[]): Contender => ({
  operations: events.length - APPROACH,
  prepare: () => {
    const conversation = conversationOf(history)
    for (const itemId of itemIds(answers)) conversation.apply(answerAdded(itemId, null))
    return applyAll(conversation, events)
  },
})

const itemIds = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `item_answer_${index}`)

/** Frames as the socket hands them over, each into the conversation, and their audio into samples. */
export function foldFrames(history: number, itemId: string, frames: readonly string[]): Contender {
  return {
    operations: frames.length,
    prepare: () => {
      const conversation = conversationOf(history)
      conversation.apply(answerAdded(itemId, null))
      return {
        work: () => {
          for (const frame of frames) foldFrame(conversation, frame)
        },
      }
    },
  }
}

function foldFrame(conversation: Conversation, frame: string): Int16Array | null {
  const wire = parseFrame(frame)
  if (wire.kind !== 'event') throw new Error('The frame is malformed.')
  const parsed = parseServerEvent(ga.serverEventToGa(wire.event))
  if (parsed.kind !== 'event') throw new Error('The event is malformed.')
  conversation.apply(parsed.event)
  return parsed.event.type === 'response.output_audio.delta'
    ? bytesToSamples(Buffer.from(parsed.event.delta, 'base64'))
    : null
}

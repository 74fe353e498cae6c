import { connectAgentsSdk, feedFrames, updateHistory } from './fold/agents-sdk'
import { audioDelta, audioPiece, createIds, textDelta } from './fold/events'
import { exchangeEvents, foldEvents, foldFrames, foldReplies, foldTextDeltas } from './fold/parley'
import type { Benchmark, Measurement } from './support/benchmark'
import { measure, median, ratio } from './support/measure'
import { runWhenMain } from './support/run-when-main'

/** What an event costs on its way from the socket into the conversation, and whether that stays the same. */

const FEW_ITEMS = 100
const MANY_ITEMS = 5_000
const ANSWER = 'item_answer'

export const benchmark: Benchmark = { name: 'fold', run }

async function run(): Promise<readonly Measurement[]> {
  return [...(await measureDeltas()), ...(await measureFrames()), ...measureFlatness()]
}

/** Pieces of transcript into a history, by Parley and by the agents SDK. */
async function measureDeltas(): Promise<readonly Measurement[]> {
  const few = await connectAgentsSdk(FEW_ITEMS)
  const many = await connectAgentsSdk(MANY_ITEMS)
  const times = measure(
    {
      parley: foldTextDeltas(FEW_ITEMS, 10, 300),
      agents: updateHistory(few, ANSWER, 300),
      agentsMany: updateHistory(many, ANSWER, 30),
    },
    { warmUp: 3, timed: 11 },
  )
  return [
    { name: 'fold.text_delta_us', value: median(times.parley), target: 2 },
    { name: 'fold.agents_sdk_text_delta_us', value: median(times.agents) },
    { name: 'fold.text_delta_vs_agents_sdk', value: ratio(times.parley, times.agents) },
    { name: 'fold.agents_sdk_flatness_history', value: ratio(times.agentsMany, times.agents) },
  ]
}

/** Frames from the socket, by Parley and by the agents SDK. */
async function measureFrames(): Promise<readonly Measurement[]> {
  const sdk = await connectAgentsSdk(FEW_ITEMS)
  const nextId = createIds('event')
  const audio = Array.from({ length: 200 }, (_, index) => audioDelta(ANSWER, nextId(), audioPiece(index)))
  const text = Array.from({ length: 1000 }, (_, index) => textDelta(ANSWER, nextId(), index))
  const audioFrames = audio.map((event) => JSON.stringify(event))
  const textFrames = text.map((event) => JSON.stringify(event))
  const times = measure(
    {
      audio: foldFrames(FEW_ITEMS, ANSWER, audioFrames),
      text: foldFrames(FEW_ITEMS, ANSWER, textFrames),
      agentsAudio: feedFrames(sdk, ANSWER, audioFrames),
      agentsText: feedFrames(sdk, ANSWER, textFrames),
    },
    { warmUp: 3, timed: 11 },
  )
  return [
    { name: 'fold.audio_delta_us', value: median(times.audio), target: 25 },
    { name: 'fold.agents_sdk_audio_delta_us', value: median(times.agentsAudio) },
    { name: 'fold.audio_delta_vs_agents_sdk', value: ratio(times.audio, times.agentsAudio) },
    { name: 'fold.text_frame_us', value: median(times.text) },
    { name: 'fold.agents_sdk_text_frame_us', value: median(times.agentsText) },
    { name: 'fold.text_frame_vs_agents_sdk', value: ratio(times.text, times.agentsText) },
  ]
}

/** Whether an event costs the same late in an answer as early, and in a long conversation as in a short one. */
function measureFlatness(): readonly Measurement[] {
  const audio = audioPiece(1)
  const events = exchangeEvents(80, audio)
  const replies = measure(
    { short: foldReplies(5, 128, audio), long: foldReplies(80, 8, audio) },
    { warmUp: 3, timed: 11 },
  )
  const histories = measure(
    { few: foldEvents(FEW_ITEMS, MANY_ITEMS, events), many: foldEvents(MANY_ITEMS, FEW_ITEMS, events) },
    { warmUp: 3, timed: 11 },
  )
  return [
    { name: 'fold.flatness_reply', value: ratio(replies.long, replies.short), target: 1.25 },
    { name: 'fold.flatness_history', value: ratio(histories.many, histories.few), target: 1.25 },
  ]
}

await runWhenMain(import.meta.url, benchmark)

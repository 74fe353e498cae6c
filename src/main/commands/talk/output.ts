import type { TurnMode } from '../../../shared/realtime/turn-mode'
import type { ReadySession, SessionState } from '../../../shared/session/state'
import type { PriceOf } from '../../../shared/usage/pricing'
import type { SessionService } from '../../session/service'
import type { CommandContext } from '../context'
import { isTerminal } from './keyboard'
import type { Decided } from './options'
import { ConversationPrinter } from './printer'

const hints: Readonly<Record<TurnMode, string>> = {
  ptt: 'Hold Space to talk, or type a line. Ctrl+C ends.',
  server_vad: 'Just talk, or type a line. Ctrl+C ends.',
  semantic_vad: 'Just talk, or type a line. Ctrl+C ends.',
  text: 'Type a line. Ctrl+C ends.',
}

/** Whether a turn can begin: what is said before the microphone delivers would be lost. */
const isListening = (state: SessionState): state is ReadySession =>
  state.phase === 'ready' && (state.mode === 'text' || state.microphoneOpen)

/** Prints the conversation as it happens. */
export function printText(service: SessionService, { stdin, stdout, stderr }: CommandContext): () => void {
  const printer = new ConversationPrinter(stdout)
  let greeted = false
  return service.subscribe((update) => {
    if (update.type === 'patches') printer.print(update.patches)
    if (update.type === 'state' && update.state.phase === 'closed') printer.endLine()
    if (update.type === 'state' && isListening(update.state) && !greeted && isTerminal(stdin)) {
      greeted = true
      stderr.write(`${hints[update.state.mode]}\n`)
    }
  })
}

/** One JSON object a line: every change of state and of the conversation. No audio, and never a key. */
export function printJson(service: SessionService, { stdout }: CommandContext): () => void {
  return service.subscribe((update) => {
    if (update.type === 'frame') return
    stdout.write(`${JSON.stringify(update)}\n`)
  })
}

/** What it took, at the end. */
export function report(
  { json, model }: Decided,
  { conversation }: SessionService,
  priceOf: PriceOf,
  { stdout, stderr }: CommandContext,
): void {
  const { usage } = conversation
  const dollars = priceOf(usage)
  if (json) stdout.write(`${JSON.stringify({ type: 'usage', usage, dollars })}\n`)
  else if (usage.total > 0) {
    const cost = dollars === null ? `the price of ${model} is unknown` : `$${dollars.toFixed(4)}`
    stderr.write(`${usage.input} tokens in, ${usage.output} out; ${cost}\n`)
  }
}

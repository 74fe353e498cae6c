import { createInterface } from 'node:readline'
import { titleOf } from '../../../shared/conversation/transcript'
import { defaultSettings, type SessionSettings, type TurnMode } from '../../../shared/realtime/session-config'
import { costInDollars } from '../../../shared/usage/cost'
import { composeSession, hasSound } from '../../app'
import { createTranscriptFile, noTranscript } from '../../export/transcript-file'
import type { TranscriptStore } from '../../session/ports'
import type { SessionService } from '../../session/service'
import type { Command, CommandContext } from '../context'
import { Conductor, type Script } from './conductor'
import { type ResolvedEndpoint, resolveEndpoint } from './endpoint'
import { isTerminal, Keyboard } from './keyboard'
import { parseTalkOptions, type TalkOptions, talkUsage } from './options'
import { ConversationPrinter } from './printer'

/** `talk`: the assistant in a terminal. */
export const runTalk: Command = async (arguments_, context) => {
  const options = parseTalkOptions(arguments_)
  if (!options) {
    context.stdout.write(talkUsage)
    return 0
  }
  const mode = options.mode ?? (await possibleMode(options, context))
  const endpoint = await resolveEndpoint(options, context)
  try {
    await converse({ ...options, mode }, endpoint, context)
  } finally {
    await endpoint.close()
  }
  return 0
}

type Decided = TalkOptions & { readonly mode: TurnMode }

/** Push-to-talk where there is something to talk into and to hear with; typing where there is not. */
async function possibleMode({ source, sink, say }: TalkOptions, context: CommandContext): Promise<TurnMode> {
  if (source.kind === 'file') return 'ptt'
  if (sink.kind === 'speaker' && (await hasSound(context.clock))) return 'ptt'
  if (say.length === 0) context.stderr.write('There is no microphone or speaker here: type, and read the answers.\n')
  return 'text'
}

async function converse(options: Decided, endpoint: ResolvedEndpoint, context: CommandContext): Promise<void> {
  const startedAt = context.clock.wallTime()
  const store = await openStore(options, context, () => ({
    title: titleOf(service.conversation.snapshot()),
    startedAt,
    model: options.model,
    endpoint: endpoint.profile.name,
    items: service.conversation.snapshot(),
    usage: service.conversation.usage,
  }))
  const service: SessionService = composeSession({
    clock: context.clock,
    endpoint: endpoint.profile,
    dialect: options.endpoint === 'demo' && options.dialect === 'auto' ? 'ga' : options.dialect,
    model: options.model,
    key: endpoint.key,
    source: options.source,
    sink: options.sink,
    fast: options.fast,
    store,
  })
  const conductor = new Conductor(service, scriptOf(options, context), context.clock)
  const detach = [options.json ? printJson(service, context) : printText(service, context)]
  try {
    service.start(settingsOf(options))
    detach.push(attachInput(options, context, service, conductor))
    await conductor.run(context.signal)
  } finally {
    await service.stop()
    for (const end of detach) end()
    report(options, service, context)
  }
}

function openStore(
  { export: target }: Decided,
  { clock }: CommandContext,
  transcript: Parameters<typeof createTranscriptFile>[0]['transcript'],
): Promise<TranscriptStore> {
  return target ? createTranscriptFile({ ...target, clock, transcript }) : Promise.resolve(noTranscript)
}

const settingsOf = ({ model, voice, instructions, mode }: Decided): SessionSettings => ({
  ...defaultSettings,
  model,
  voice,
  instructions,
  mode,
})

const isScripted = ({ say, source, turns }: TalkOptions): boolean =>
  say.length > 0 || source.kind === 'file' || turns !== null

const scriptOf = (options: Decided, context: CommandContext): Script => ({
  mode: options.mode,
  say: options.say,
  speaksFile: options.source.kind === 'file',
  turns: options.turns,
  interactive: isTerminal(context.stdin) ? !isScripted(options) : readsLines(options),
})

/** Lines that are piped in are turns, unless turns come from somewhere else. */
const readsLines = (options: Decided): boolean => !isScripted(options)

/** Connects the keyboard, or the lines that are piped in; returns the way to let go of it. */
function attachInput(
  options: Decided,
  context: CommandContext,
  service: SessionService,
  conductor: Conductor,
): () => void {
  const { stdin, stderr, clock } = context
  if (isTerminal(stdin)) {
    const keyboard = new Keyboard({
      out: stderr,
      clock,
      pushToTalk: options.mode === 'ptt',
      listener: {
        onTalkPress: () => service.post({ type: 'press' }),
        onTalkRelease: () => service.post({ type: 'release' }),
        onTalkDiscard: () => service.post({ type: 'discard_turn' }),
        onLine: (text) => conductor.say(text),
        onInterrupt: () => process.kill(process.pid, 'SIGINT'),
      },
    })
    return keyboard.attach(stdin)
  }
  if (!readsLines(options)) return () => undefined
  const lines = createInterface({ input: stdin })
  lines.on('line', (line) => {
    if (line.trim() !== '') conductor.say(line.trim())
  })
  lines.on('close', () => conductor.closeInput())
  return () => lines.close()
}

const hints: Readonly<Record<TurnMode, string>> = {
  ptt: 'Hold Space to talk, or type a line. Ctrl+C ends.',
  server_vad: 'Just talk, or type a line. Ctrl+C ends.',
  semantic_vad: 'Just talk, or type a line. Ctrl+C ends.',
  text: 'Type a line. Ctrl+C ends.',
}

function printText(service: SessionService, { stdin, stdout, stderr }: CommandContext): () => void {
  const printer = new ConversationPrinter(stdout)
  let greeted = false
  return service.subscribe((update) => {
    if (update.type === 'patches') printer.print(update.patches)
    if (update.type === 'state' && update.state.phase === 'closed') printer.endLine()
    if (update.type === 'state' && update.state.phase === 'ready' && !greeted && isTerminal(stdin)) {
      greeted = true
      stderr.write(`${hints[update.state.mode]}\n`)
    }
  })
}

/** One JSON object a line: every change of state and of the conversation. No audio, and never a key. */
function printJson(service: SessionService, { stdout }: CommandContext): () => void {
  return service.subscribe((update) => {
    if (update.type === 'frame') return
    stdout.write(`${JSON.stringify(update)}\n`)
  })
}

function report({ json, model }: Decided, { conversation }: SessionService, { stdout, stderr }: CommandContext): void {
  const { usage } = conversation
  const dollars = costInDollars(usage, model)
  if (json) stdout.write(`${JSON.stringify({ type: 'usage', usage, dollars })}\n`)
  else if (usage.total > 0) {
    const cost = dollars === null ? `the price of ${model} is unknown` : `$${dollars.toFixed(4)}`
    stderr.write(`${usage.input} tokens in, ${usage.output} out; ${cost}\n`)
  }
}

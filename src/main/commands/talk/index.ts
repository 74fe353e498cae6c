import { titleOf } from '../../../shared/conversation/transcript'
import { defaultSettings, type SessionSettings } from '../../../shared/realtime/session-config'
import type { TurnMode } from '../../../shared/realtime/turn-mode'
import type { ServerTraits } from '../../../shared/realtime/servers/server-traits'
import type { TrafficListener } from '../../../shared/realtime/traffic'
import { pricing } from '../../../shared/usage/pricing'
import { checkSource, composeSession, hasSound } from '../../app'
import { createTranscriptFile, type TranscriptFile } from '../../export/transcript-file'
import type { SessionService } from '../../session/service'
import type { Command, CommandContext } from '../context'
import { Conductor, type Script } from './conductor'
import { type ResolvedEndpoint, resolveEndpoint } from './endpoint'
import { attachInput } from './input'
import { type Decided, isScripted, parseTalkOptions, type TalkOptions, talkUsage } from './options'
import { printJson, printText, report } from './output'
import { beginRecording } from './record'
import { remarks, sessionSettingsOf } from './session-options'

/** `talk`: the assistant in a terminal. */
export const runTalk: Command = async (arguments_, context) => {
  const options = parseTalkOptions(arguments_)
  if (!options) {
    context.stdout.write(talkUsage)
    return 0
  }
  await checkSource(options.source)
  const endpoint = await resolveEndpoint(options, context)
  try {
    const { session } = options
    const { model } = endpoint
    for (const remark of remarks(session, endpoint.profile, model)) context.stderr.write(`${remark}\n`)
    const mode = options.mode ?? (await possibleMode(options, context))
    const recording = await beginRecording(options, endpoint.key, context)
    try {
      await converse({ ...options, mode, model }, endpoint, recording.traffic, context)
    } finally {
      await recording.close()
    }
  } finally {
    await endpoint.close()
  }
  return 0
}

/** Push-to-talk where there is something to talk into and to hear with; typing where there is not. */
async function possibleMode({ source, sink, say }: TalkOptions, context: CommandContext): Promise<TurnMode> {
  if (source.kind === 'file') return 'ptt'
  if (sink.kind === 'speaker' && (await hasSound({ ...context, source, sink, fast: false }))) return 'ptt'
  if (say.length === 0) context.stderr.write('There is no microphone or speaker here: type, and read the answers.\n')
  return 'text'
}

async function converse(
  options: Decided,
  endpoint: ResolvedEndpoint,
  traffic: TrafficListener | null,
  context: CommandContext,
): Promise<void> {
  const startedAt = context.clock.wallTime()
  const priceOf = pricing(endpoint.kind, options.model)
  const file = await openFile(options, context, () => ({
    id: null,
    title: titleOf(service.conversation.snapshot()),
    startedAt,
    model: options.model,
    endpoint: endpoint.profile.name,
    items: service.conversation.snapshot(),
    usage: service.conversation.usage,
    responses: service.conversation.responses.map((response) => ({
      ...response,
      dollars: priceOf(response.usage),
    })),
  }))
  const service: SessionService = await composeSession({
    clock: context.clock,
    endpoint: endpoint.profile,
    model: options.model,
    key: endpoint.key,
    source: options.source,
    sink: options.sink,
    fast: options.fast,
    mode: options.mode,
    echo: options.echo,
    launchSound: context.launchSound,
    traffic,
  })
  const conductor = new Conductor(service, scriptOf(options), context.clock)
  const detach = [options.json ? printJson(service, context) : printText(service, context)]
  service.subscribe(({ type }) => {
    if (type === 'patches') file?.note()
  })
  try {
    service.start(settingsOf(options, endpoint.profile.traits))
    detach.push(attachInput(options, context, service, conductor))
    await conductor.run(context.signal)
  } finally {
    try {
      await service.stop()
      await file?.close()
    } finally {
      for (const end of detach) end()
      report(options, service, priceOf, context)
    }
  }
}

function openFile(
  { export: target }: Decided,
  { clock }: CommandContext,
  transcript: Parameters<typeof createTranscriptFile>[0]['transcript'],
): Promise<TranscriptFile | null> {
  return target ? createTranscriptFile({ ...target, clock, transcript }) : Promise.resolve(null)
}

const settingsOf = ({ model, voice, instructions, mode, session }: Decided, server: ServerTraits): SessionSettings => ({
  ...defaultSettings,
  model,
  voice,
  instructions,
  mode,
  ...sessionSettingsOf(session, server),
})

const scriptOf = (options: Decided): Script => ({
  mode: options.mode,
  say: options.say,
  speaksFile: options.source.kind === 'file',
  turns: options.turns,
  // A script of turns runs by itself; without one, somebody types or pipes lines in.
  interactive: !isScripted(options),
})

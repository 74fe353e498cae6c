import { afterEach, describe, expect, it } from 'vitest'
import { runCaptured } from '../../../../test/support/captured-command'
import { answerWith, type ScriptedServer, startScriptedServer } from '../../../../test/servers/scripted-server'
import { systemClock } from '../../clock/system-clock'
import { runTalk } from '.'

let server: ScriptedServer | undefined

afterEach(() => server?.close())

/** Types a turn at a server of which nothing is known; answers the session that was asked for, and what was printed. */
async function talk(...flags: readonly string[]) {
  const started = await startScriptedServer({ answer: () => answerWith('Hello') })
  server = started
  const endpoint = ['--endpoint', started.url, '--mode', 'text', '--say', 'Hi']
  const { stdout, stderr } = await runCaptured(runTalk, [...endpoint, ...flags], { clock: systemClock })
  const update = started.received.find(({ type }) => type === 'session.update')
  return { stdout, stderr, session: update?.session }
}

describe('talk', () => {
  it('sends neither a voice nor a transcription model to an unknown server', async () => {
    const { session } = await talk()
    expect(session).toMatchObject({ audio: { input: { turn_detection: null } } })
    expect(session).not.toHaveProperty('audio.output.voice')
    expect(session).not.toHaveProperty('audio.input.transcription')
  })

  it('asks for the transcription that the flags describe', async () => {
    const words = ['--language', 'DE', '--vocabulary', 'Parley, Vue']
    const { session, stderr } = await talk('--transcription', 'whisper-1', ...words)
    const transcription = { model: 'whisper-1', language: 'de', prompt: 'Parley, Vue' }
    expect(session).toMatchObject({ audio: { input: { transcription } } })
    expect(stderr).not.toContain('no effect')
  })

  it('says which flags the server has no setting for, and sends none of them', async () => {
    const answers = ['--speed', '1.25', '--effort', 'low', '--max-tokens', '100', '--noise-reduction', 'near_field']
    const { session, stderr } = await talk(...answers)
    for (const flag of ['--speed', '--effort', '--max-tokens', '--noise-reduction']) {
      expect(stderr).toContain(`${flag} has no effect`)
    }
    expect(session).not.toHaveProperty('audio.output.speed')
    expect(session).not.toHaveProperty('reasoning')
  })

  it('says that a model does not reason', async () => {
    const flags = [
      '--endpoint',
      'demo',
      '--mode',
      'text',
      '--say',
      'Hi',
      '--model',
      'gpt-realtime-1.5',
      '--effort',
      'low',
    ]
    const { stderr } = await runCaptured(runTalk, flags, { clock: systemClock })
    expect(stderr).toContain("--effort has no effect: gpt-realtime-1.5 doesn't reason")
  })

  it('says that a language has no effect where nothing is transcribed', async () => {
    const { stderr } = await talk('--language', 'de')
    expect(stderr).toContain('--language has no effect: nothing is transcribed')
  })

  it('does not know what a server of somebody else charges for a model of the same name', async () => {
    const { stdout } = await talk('--model', 'gpt-realtime-2.1', '--json')
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ type: 'usage', dollars: null })
  })
})

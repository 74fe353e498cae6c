import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import type { ServerAbilities } from '../../../shared/realtime/server-abilities'
import type { ServerEvent } from '../../../shared/realtime/server-events'
import { customTraits } from '../../../shared/realtime/servers/server-traits'
import { defaultSettings } from '../../../shared/realtime/session-config'
import type { Transport, TransportListener } from '../../ports/session'
import { probe } from './probe'

const settings = { ...defaultSettings, server: customTraits, transcription: { model: 'whisper' } }
const agreement = { dialect: 'ga', inputRate: 24_000, outputRate: 16_000 } as const

/** A test of a server that says what the test makes it say. */
function testOf(tested = settings) {
  const clock = new ManualClock()
  const sent: object[] = []
  let closed = false
  let listener: TransportListener | undefined
  const transport: Transport = {
    connect(given) {
      listener = given
      return {
        send: (event) => void sent.push(event),
        sendAudio: () => undefined,
        close: () => Promise.resolve(void (closed = true)),
      }
    },
  }
  const result: Promise<ServerAbilities> = probe(transport, tested, clock)
  result.catch(() => undefined) // is looked at later
  return {
    clock,
    sent,
    result,
    isClosed: () => closed,
    say(event: object): void {
      listener?.onAgreed?.(agreement)
      listener?.onFrame({ kind: 'event', event: event as ServerEvent }, '')
    },
    hangUp: () => listener?.onClose(),
  }
}

const greeting = { type: 'session.created', session: {} }
const accepted = { type: 'session.updated', session: {} }
const refusal = (param: string) => ({ type: 'error', error: { type: 'invalid_request_error', message: '', param } })

describe('a test of the connection', () => {
  it('reports the abilities of a server that accepts the settings, and disconnects', async () => {
    const test = testOf()
    test.say(greeting)
    test.say(accepted)
    expect(await test.result).toEqual({
      ...agreement,
      transcription: 'whisper',
      manualTurns: true,
      detections: ['server_vad', 'semantic_vad'],
      truncates: true,
      cancels: true,
      images: true,
    })
    expect(test.isClosed()).toBe(true)
  })

  it("reports the profile's abilities if the settings are not answered", async () => {
    const test = testOf()
    test.say(greeting)
    await test.clock.advance(2_500)
    expect(await test.result).toMatchObject({ manualTurns: true })
  })

  it('detects a server that needs voice detection', async () => {
    const test = testOf()
    test.say(greeting)
    test.say(refusal('session.turn_detection'))
    test.say(accepted)
    expect(await test.result).toMatchObject({ manualTurns: false, transcription: 'whisper' })
    expect(test.sent).toHaveLength(2)
  })

  it('detects a server that silently keeps voice detection', async () => {
    const test = testOf()
    test.say(greeting)
    test.say({ ...accepted, session: { audio: { input: { turn_detection: { type: 'server_vad' } } } } })
    expect(await test.result).toMatchObject({ manualTurns: false })
  })

  it('detects a server that refuses the transcription model', async () => {
    const test = testOf()
    test.say(greeting)
    test.say(refusal('session.audio.input.transcription.model'))
    test.say(accepted)
    expect(await test.result).toMatchObject({ transcription: null })
  })

  it('shows the model that the server transcribes with', async () => {
    const test = testOf({ ...settings, transcription: { model: 'wanted' } })
    test.say(greeting)
    test.say({ ...accepted, session: { audio: { input: { transcription: { model: 'own' } } } } })
    expect(await test.result).toMatchObject({ transcription: 'own' })
  })

  it('fails and disconnects if the server is silent', async () => {
    const test = testOf()
    await test.clock.advance(5_000)
    await expect(test.result).rejects.toMatchObject({ error: { code: 'endpoint.silent' } })
    expect(test.isClosed()).toBe(true)
  })

  it.each([
    [
      'the server refuses the session',
      'server.model_not_found',
      (test: ReturnType<typeof testOf>) =>
        test.say({ type: 'error', error: { code: 'model_not_found', message: 'No such model.' } }),
    ],
    ['the server hangs up', 'server.hung_up', (test: ReturnType<typeof testOf>) => test.hangUp()],
    [
      'the key has no credit, which only the update shows',
      'server.insufficient_quota',
      (test: ReturnType<typeof testOf>) => {
        test.say(greeting)
        test.say({ type: 'error', error: { code: 'insufficient_quota', message: 'No credit.' } })
      },
    ],
  ])('fails, and hangs up, where %s', async (_case, code, happen) => {
    const test = testOf()
    happen(test)
    await expect(test.result).rejects.toMatchObject({ error: { code } })
    expect(test.isClosed()).toBe(true)
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { type AssistantRig, assistantRig } from '../../../test/support/assistant-rig'
import type { ClientEvent } from '../../shared/realtime/client-events'
import type { ServerEvent } from '../../shared/realtime/server-events'
import type { Transport, TransportListener } from '../ports/session'

let rig: AssistantRig | undefined

afterEach(() => rig?.close())

/** An open session with a server that a test speaks for. */
async function openSession() {
  const sent: ClientEvent[] = []
  let listener: TransportListener | undefined
  const transport: Transport = {
    connect(its) {
      listener = its
      return {
        send: (event) => void sent.push(event),
        sendAudio: () => undefined,
        close() {
          its.onClose()
          return Promise.resolve()
        },
      }
    },
  }
  const opened = assistantRig({ transportTo: () => Promise.resolve(transport) })
  rig = opened
  const { assistant } = opened
  const receive = (event: ServerEvent): void => listener?.onFrame({ kind: 'event', event }, event.type)
  const activity = (expected: string): Promise<void> =>
    opened.until(() => assistant.state.phase === 'ready' && assistant.state.activity === expected)
  await assistant.start()
  receive({ type: 'session.created', session: {} })
  await activity('waiting')
  return {
    assistant,
    receive,
    activity,
    /** All sessions that were asked for, oldest first. */
    sessions: () => sent.flatMap((event) => (event.type === 'session.update' ? [event.session] : [])),
  }
}

describe('settings of the session', () => {
  it('reach a session that is open', async () => {
    const { assistant, sessions } = await openSession()
    const { answers, audio } = assistant.settings
    await assistant.changeSettings({ transcription: { language: 'de', vocabulary: 'Parley' } })
    await assistant.changeSettings({ answers: { ...answers, reasoningEffort: 'low', maxTokens: 100 } })
    await assistant.changeSettings({ audio: { ...audio, noiseReduction: 'far_field' } })
    expect(sessions()).toHaveLength(4)
    expect(sessions().at(-1)).toMatchObject({
      reasoning: { effort: 'low' },
      max_output_tokens: 100,
      audio: {
        input: {
          transcription: { model: 'gpt-live-transcribe', language: 'de', keywords: ['Parley'] },
          noise_reduction: { type: 'far_field' },
        },
      },
    })
  })

  it('wait for the end of an answer if the server would refuse them', async () => {
    const { assistant, receive, activity, sessions } = await openSession()
    await assistant.type('Hello')
    receive({ type: 'response.created', response: { id: 'response' } })
    await activity('thinking')
    await assistant.changeSettings({ answers: { ...assistant.settings.answers, speed: 1.5 } })
    expect(sessions()).toHaveLength(1)
    receive({ type: 'response.done', response: { id: 'response', status: 'completed', output: [] } })
    await activity('waiting')
    expect(sessions()).toHaveLength(2)
    expect(sessions().at(-1)).toMatchObject({ audio: { output: { speed: 1.5 } } })
  })
})

import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock'
import { Failure } from '../../shared/ipc/result'
import type { ClientEvent } from '../../shared/realtime/client-events'
import type { ServerEvent } from '../../shared/realtime/server-events'
import { defaultSettings } from '../../shared/realtime/session-config'
import type { TurnMode } from '../../shared/realtime/turn-mode'
import type { MicrophoneListener, Speaker, SpeakerListener, TransportListener } from '../ports/session'
import { SessionService, type SessionUpdate } from './service'

/** A session on ports that do what a test says. */
function setUp(
  ports: {
    openMicrophone?: () => Promise<void>
    /** What the speaker waits for before it says what was heard. */
    silenced?: Promise<void>
  } = {},
) {
  const log: string[] = []
  const sent: ClientEvent[] = []
  const updates: SessionUpdate[] = []
  let server: TransportListener | undefined
  let microphone: MicrophoneListener | undefined
  let speakerListener: SpeakerListener | undefined
  const speaker: Speaker = {
    open(listener) {
      log.push('speaker opens')
      speakerListener = listener
      return Promise.resolve()
    },
    enqueue: ({ itemId }, samples) => void log.push(`play ${itemId} ${samples.length}`),
    finish: ({ itemId }) => void log.push(`finish ${itemId}`),
    async interrupt() {
      await ports.silenced
      return [{ itemId: 'answer', contentIndex: 0, playedSamples: 4800, receivedSamples: 9600, complete: true }]
    },
    close: () => Promise.resolve(void log.push('speaker closes')),
  }
  const service = new SessionService({
    clock: new ManualClock(),
    speaker,
    microphone: {
      open(listener) {
        log.push('microphone opens')
        microphone = listener
        return ports.openMicrophone?.() ?? Promise.resolve()
      },
      close: () => Promise.resolve(void log.push('microphone closes')),
    },
    transport: {
      connect(listener) {
        server = listener
        let closed = false
        return {
          send: (event) => void sent.push(event),
          sendAudio: (samples) => void log.push(`audio ${samples.length}`),
          close() {
            if (!closed) listener.onClose()
            closed = true
            return Promise.resolve()
          },
        }
      },
    },
  })
  service.subscribe((update) => updates.push(update))
  const receive = (event: ServerEvent): void => server?.onFrame({ kind: 'event', event }, event.type)
  return {
    service,
    log,
    sent,
    updates,
    receive,
    microphone: () => microphone,
    speaker: () => speakerListener,
    server: () => server,
    open: async (mode: TurnMode = 'ptt'): Promise<void> => {
      service.start({ ...defaultSettings, mode })
      receive({ type: 'session.created', session: {} })
      await Promise.resolve()
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

const delta: ServerEvent = {
  type: 'response.output_audio.delta',
  response_id: 'r',
  item_id: 'answer',
  output_index: 0,
  content_index: 0,
  delta: Buffer.from(new Int16Array(240).fill(7).buffer).toString('base64'),
}

describe('devices', () => {
  it('open with the session, not before, and close with it', async () => {
    const { service, log, open } = setUp()
    service.start(defaultSettings)
    expect(log).toEqual([])
    await open()
    expect(log).toEqual(['speaker opens', 'microphone opens'])
    await service.stop()
    expect(log.slice(2).sort()).toEqual(['microphone closes', 'speaker closes'])
  })

  it('stay closed in text mode, and open when the mode needs them', async () => {
    const { service, log, open } = setUp()
    await open('text')
    expect(log).toEqual([])
    service.post({ type: 'change_mode', mode: 'server_vad' })
    await new Promise((resolve) => setImmediate(resolve))
    expect(log).toEqual(['speaker opens', 'microphone opens'])
  })

  it('are reported if they are missing; the session goes on', async () => {
    const { service, updates, open } = setUp({
      openMicrophone: () => Promise.reject(new Failure('audio.no_input')),
    })
    await open()
    expect(updates).toContainEqual(
      expect.objectContaining({ type: 'device_lost', device: 'microphone', error: expect.anything() as unknown }),
    )
    expect(service.state.phase).toBe('ready')
    expect(service.conversation.snapshot()).toMatchObject([{ kind: 'notice', code: 'audio.no_input' }])
  })

  it('show whether the microphone delivers', async () => {
    const { service, microphone, open } = setUp()
    await open()
    expect(service.state).toMatchObject({ microphoneOpen: false })
    microphone()?.onFrame(new Int16Array(240))
    expect(service.state).toMatchObject({ microphoneOpen: true })
    microphone()?.onFailure({ code: 'audio.input_lost', message: 'Gone.', hint: '', displayable: true })
    expect(service.state).toMatchObject({ phase: 'ready', microphoneOpen: false })
  })

  it('report no fault if text mode closes the microphone', async () => {
    const { service, microphone, open } = setUp()
    await open()
    microphone()?.onFrame(new Int16Array(240))
    service.post({ type: 'change_mode', mode: 'text' })
    expect(service.state).toMatchObject({ microphoneOpen: false })
    service.post({ type: 'change_mode', mode: 'ptt' })
    await new Promise((resolve) => setImmediate(resolve))
    microphone()?.onFrame(new Int16Array(240))
    expect(service.state).toMatchObject({ microphoneOpen: true })
  })
})

describe('sound', () => {
  it('goes from the server to the speaker, also with split samples', async () => {
    const { receive, log, open } = setUp()
    await open()
    const bytes = Buffer.from(new Int16Array(4).fill(1).buffer)
    receive({ type: 'response.created', response: { id: 'r' } })
    receive({ ...delta, event_id: '1', delta: bytes.subarray(0, 3).toString('base64') })
    receive({ ...delta, event_id: '2', delta: bytes.subarray(3).toString('base64') })
    expect(log.slice(2)).toEqual(['play answer 1', 'play answer 3'])
  })

  it('of a part ends with it: half a sample never leaks into the next one', async () => {
    const { receive, log, open } = setUp()
    await open('server_vad')
    const half = (event_id: string): ServerEvent => ({ ...delta, event_id, delta: 'AA==' })
    receive({ type: 'response.created', response: { id: 'r' } })
    receive(half('1'))
    receive({ type: 'response.output_audio.done', item_id: 'answer', output_index: 0, content_index: 0 })
    receive(half('2'))
    receive({ type: 'input_audio_buffer.speech_started' })
    await new Promise((resolve) => setImmediate(resolve))
    receive({ type: 'response.created', response: { id: 'r2' } })
    receive({ ...half('3'), response_id: 'r2' })
    expect(log.filter((line) => line.startsWith('play'))).toEqual(Array(3).fill('play answer 0'))
  })

  it('that was not heard is noted in the conversation and truncated at the server', async () => {
    const { service, receive, sent, open } = setUp()
    await open('server_vad')
    receive({ type: 'response.created', response: { id: 'r' } })
    receive(delta)
    receive({ type: 'response.output_audio.done', item_id: 'answer', output_index: 0, content_index: 0 })
    receive({ type: 'input_audio_buffer.speech_started' })
    await new Promise((resolve) => setImmediate(resolve))
    expect(sent.at(-1)).toMatchObject({ type: 'conversation.item.truncate', item_id: 'answer', audio_end_ms: 200 })
    expect(service.conversation.snapshot()).toMatchObject([{ id: 'answer', parts: [{ heardMs: 200 }] }])
  })
})

describe('the order of what is sent', () => {
  it('puts the truncation before a turn typed during an answer', async () => {
    const { service, receive, sent, open } = setUp()
    await open()
    receive({ type: 'response.created', response: { id: 'r' } })
    receive(delta)
    receive({ type: 'response.done', response: { id: 'r', status: 'completed' } })
    service.type('Something else')
    await new Promise((resolve) => setImmediate(resolve))
    expect(sent.map(({ type }) => type).slice(1)).toEqual([
      'conversation.item.truncate',
      'conversation.item.create',
      'response.create',
    ])
  })
})

describe('before the speaker reports what was heard', () => {
  it('everything else waits, also the end of the session', async () => {
    let say: () => void = () => undefined
    const silenced = new Promise<void>((resolve) => {
      say = resolve
    })
    const { service, receive, sent, log, open } = setUp({ silenced })
    await open()
    receive({ type: 'response.created', response: { id: 'r' } })
    receive(delta)
    service.post({ type: 'press' })
    service.type('And this')
    const stopped = service.stop()
    await new Promise((resolve) => setImmediate(resolve))
    expect(sent.map(({ type }) => type)).toEqual(['session.update', 'response.cancel'])
    expect(log).not.toContain('speaker closes')
    say()
    await stopped
    expect(sent[2]).toMatchObject({ type: 'conversation.item.truncate', audio_end_ms: 200 })
    expect(sent.map(({ type }) => type)).toContain('conversation.item.create')
    expect(service.conversation.snapshot()).toMatchObject([{ id: 'answer', parts: [{ heardMs: 200 }] }, {}])
    expect(log).toContain('speaker closes')
  })
})

describe('a session that is over', () => {
  it('ignores events of the closing connection', async () => {
    const { service, server, receive, open } = setUp()
    await open()
    receive({ type: 'error', error: { code: 'insufficient_quota', message: 'No.' } })
    await service.settled()
    expect(service.state.phase).toBe('closed')
    const before = service.conversation.snapshot()
    receive(delta)
    server()?.onClose()
    expect([service.state.phase, service.conversation.snapshot()]).toEqual(['closed', before])
  })
})

describe('the end', () => {
  it('of the connection completes the answer', async () => {
    const { service, server, receive, open } = setUp()
    await open()
    receive({ type: 'response.created', response: { id: 'r' } })
    receive(delta)
    server()?.onClose({ code: 'network.lost', message: 'Lost.', hint: '', displayable: true })
    expect(service.conversation.snapshot()[0]).toMatchObject({ id: 'answer', status: 'incomplete' })
  })

  it('by the server is reported with its reason', async () => {
    const { service, server, log, open } = setUp()
    await open()
    server()?.onClose({ code: 'network.lost', message: 'Lost.', hint: '', displayable: true })
    await new Promise((resolve) => setImmediate(resolve))
    expect(service.state).toMatchObject({ phase: 'closed', error: { code: 'network.lost' } })
    expect(service.conversation.snapshot()).toMatchObject([{ kind: 'notice', text: 'Lost.' }])
    expect(log).toContain('microphone closes')
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock'
import type { ServerEvent } from '../../shared/realtime/server-events'
import { defaultSettings } from '../../shared/realtime/session-config'
import { noTranscript } from './no-transcript'
import type { TransportListener } from './ports'
import { SessionService } from './service'

let clock: ManualClock
let service: SessionService
let sent: string[]
let hear: (event: ServerEvent) => void

beforeEach(() => {
  clock = new ManualClock()
  sent = []
  let listener: TransportListener | undefined
  service = new SessionService(
    {
      clock,
      store: noTranscript,
      microphone: { open: () => Promise.resolve(), close: () => Promise.resolve() },
      speaker: {
        open: () => Promise.resolve(),
        enqueue: () => undefined,
        finish: () => undefined,
        interrupt: () => Promise.resolve([]),
        close: () => Promise.resolve(),
      },
      transport: {
        connect(told) {
          listener = told
          return {
            send: ({ type }) => void sent.push(type),
            sendAudio: () => undefined,
            close: () => Promise.resolve(),
          }
        },
      },
    },
    { input: 24_000, output: 24_000 },
  )
  hear = (event) => listener?.onFrame({ kind: 'event', event }, event.type)
  service.start({ ...defaultSettings, mode: 'text' })
  hear({ type: 'session.created', session: {} })
  service.type('Hello')
})

const created = (id: string): ServerEvent => ({ type: 'response.created', response: { id } })
const done = (id: string): ServerEvent => ({ type: 'response.done', response: { id, status: 'completed' } })
const words = (text: string): ServerEvent => ({
  type: 'response.output_text.delta',
  ...{ response_id: 'r', item_id: 'answer', output_index: 0, content_index: 0, delta: text },
})
const shown = () => (service.state.phase === 'ready' ? service.state : null)
const notices = () => service.conversation.snapshot().flatMap((item) => (item.kind === 'notice' ? [item.code] : []))
const requests = () => sent.filter((type) => type === 'response.create').length

describe('an answer', () => {
  it('is late after 15 silent seconds, and has failed after 45', async () => {
    await clock.advance(14_999)
    expect(shown()).not.toHaveProperty('noAnswerYet')
    await clock.advance(1)
    expect(shown()).toMatchObject({ activity: 'thinking', noAnswerYet: true })
    await clock.advance(30_000)
    expect([shown()?.activity, notices()]).toEqual(['waiting', ['response.timeout']])
    service.type('Hello again')
    expect(requests()).toBe(2)
  })

  it('has its time limits restarted by each event about it', async () => {
    await clock.advance(20_000)
    hear(created('r'))
    expect(shown()).not.toHaveProperty('noAnswerYet')
    await clock.advance(14_000)
    hear({ type: 'response.output_item.added', output_index: 0, item: { id: 'answer' } })
    await clock.advance(14_000)
    hear({ type: 'rate_limits.updated', rate_limits: [] }) // which is not about it
    await clock.advance(1_000)
    expect(shown()).toMatchObject({ noAnswerYet: true })
    hear(words('Yes.'))
    hear(done('r'))
    await clock.advance(100_000)
    expect([shown()?.activity, notices()]).toEqual(['waiting', []])
  })

  it('ends without an error when its response.done never comes, and the next turn is sent', async () => {
    hear(created('r'))
    hear(words('Yes.'))
    service.type('And now?')
    hear({ type: 'response.done', response: { id: 'another', status: 'completed' } })
    await clock.advance(45_000)
    expect([notices(), requests()]).toEqual([[], 2])
  })

  it('fails too when the answer before it came', async () => {
    hear(created('r'))
    hear(words('Yes.'))
    hear(done('r'))
    service.type('And now?')
    await clock.advance(45_000)
    expect(notices()).toEqual(['response.timeout'])
  })

  it('is requested again by a retry', async () => {
    hear(created('r'))
    await clock.advance(15_000)
    service.post({ type: 'retry' })
    expect(sent.slice(-2)).toEqual(['response.cancel', 'response.create'])
    expect(shown()).not.toHaveProperty('noAnswerYet')
    hear(created('second'))
    hear(words('Yes.'))
    hear(done('second'))
    expect(shown()?.activity).toBe('waiting')
  })
})

it('waits five seconds for the end of a cancelled answer', async () => {
  hear(created('r'))
  service.post({ type: 'interrupt' })
  await service.settled()
  service.type('Hello again')
  expect(requests()).toBe(1)
  await clock.advance(5_000)
  expect([requests(), notices()]).toEqual([2, []])
})

it('keeps a cancel that comes before the response for as long as an answer may take', async () => {
  service.post({ type: 'interrupt' })
  await service.settled()
  await clock.advance(20_000)
  hear(created('r'))
  expect(sent.at(-1)).toBe('response.cancel')
})

it('has no deadlines after the session ends', async () => {
  const stopped = service.stop()
  await clock.advance(0)
  await stopped
  await clock.advance(100_000)
  expect(notices()).toEqual([])
})

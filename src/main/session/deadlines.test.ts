import { beforeEach, describe, expect, it } from 'vitest'
import type { ManualClock } from '../../../test/support/manual-clock'
import { ScriptedSession } from '../../../test/support/scripted-session'
import type { ServerEvent } from '../../shared/realtime/server-events'
import type { TurnMode } from '../../shared/realtime/turn-mode'
import type { SessionService } from './service'

let session: ScriptedSession
let clock: ManualClock
let service: SessionService
let hear: (event: ServerEvent) => void

/** Opens a session, and types the first turn. */
function open(mode: TurnMode): void {
  session = ScriptedSession.open({ mode })
  ;({ clock, service, hear } = session)
  service.type('Hello')
}

beforeEach(() => open('text'))

const created = (id: string): ServerEvent => ({ type: 'response.created', response: { id } })
const done = (id: string): ServerEvent => ({ type: 'response.done', response: { id, status: 'completed' } })
const words = (response_id: string, text = 'Yes.'): ServerEvent => ({
  type: 'response.output_text.delta',
  response_id,
  item_id: `${response_id}_item`,
  output_index: 0,
  content_index: 0,
  delta: text,
})
const sound = (response_id: string, item_id: string): ServerEvent => ({
  type: 'response.output_audio.delta',
  response_id,
  item_id,
  output_index: 0,
  content_index: 0,
  delta: 'AAAAAAAA',
})
const refused = (code: string, event_id: string): ServerEvent => ({
  type: 'error',
  error: { type: 'invalid_request_error', code, message: 'No.', event_id },
})

const shown = () => session.shown
const items = () => service.conversation.snapshot()
const notices = () => session.notices
const statusOf = (id: string) => items().find((item) => item.id === id)?.status
const count = (type: string) => session.count(type)
const requests = () => count('response.create')

async function stop(): Promise<void> {
  service.post({ type: 'interrupt' })
  await service.settled()
}

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
    hear({ type: 'response.output_item.added', output_index: 0, response_id: 'r', item: { id: 'r_item' } })
    await clock.advance(14_000)
    hear({ type: 'rate_limits.updated', rate_limits: [] }) // which is not about it
    hear(words('another')) // and this is about another one
    await clock.advance(1_000)
    expect(shown()).toMatchObject({ noAnswerYet: true })
    hear(words('r'))
    hear(done('r'))
    await clock.advance(100_000)
    expect([shown()?.activity, notices()]).toEqual(['waiting', []])
  })

  it('is complete without an error when its response.done never comes', async () => {
    hear(created('r'))
    hear(words('r'))
    hear(done('another'))
    await clock.advance(45_000)
    expect([shown()?.activity, notices(), statusOf('r_item')]).toEqual(['waiting', [], 'completed'])
    service.type('And now?')
    expect([requests(), count('response.cancel')]).toEqual([2, 0])
  })

  it('that fails ends its own items and no others', async () => {
    hear({
      type: 'conversation.item.added',
      item: { id: 'turn', type: 'message', role: 'user', status: 'in_progress' },
    })
    hear(created('r'))
    hear({ type: 'response.output_item.added', output_index: 0, response_id: 'r', item: { id: 'r_item' } })
    service.post({ type: 'overdue', deadline: { kind: 'failed_answer', wait: 'answer', afterMs: 45_000 } }) // which nothing waits for yet
    expect(statusOf('r_item')).toBe('in_progress')
    await stop()
    await clock.advance(5_000)
    expect([statusOf('r_item'), statusOf('turn')]).toEqual(['incomplete', 'in_progress'])
  })

  it('fails too when the answer before it came', async () => {
    hear(created('r'))
    hear(words('r'))
    hear(done('r'))
    service.type('And now?')
    await clock.advance(45_000)
    expect(notices()).toEqual(['response.timeout'])
  })

  it('to a turn that is typed while another is late has all its time', async () => {
    await clock.advance(40_000)
    service.type('Or this?')
    await service.settled()
    expect(shown()).not.toHaveProperty('noAnswerYet')
    await clock.advance(44_999)
    expect([requests(), notices()]).toEqual([1, []])
    await clock.advance(1)
    expect([requests(), notices()]).toEqual([2, []])
  })

  it('is not late from its start when the request before it was refused late', async () => {
    await clock.advance(20_000)
    hear(refused('server_busy', 'request_1'))
    service.type('And now?')
    expect(shown()).not.toHaveProperty('noAnswerYet')
  })
})

describe('a retry', () => {
  it('replaces a late answer, of which nothing more is shown as under way', async () => {
    hear(created('r'))
    hear({ type: 'response.output_item.added', output_index: 0, response_id: 'r', item: { id: 'r_item' } })
    await clock.advance(15_000)
    service.post({ type: 'retry' })
    service.post({ type: 'retry' })
    expect([session.types.slice(-2), requests()]).toEqual([['response.cancel', 'response.create'], 2])
    expect([shown()?.activity, shown()?.noAnswerYet, statusOf('r_item')]).toEqual(['thinking', undefined, 'incomplete'])
    hear(done('r')) // the end of the one that was replaced
    expect(shown()?.activity).toBe('thinking')
    hear(created('second'))
    hear(words('second'))
    hear(done('second'))
    expect(shown()?.activity).toBe('waiting')
  })

  it('changes nothing while the answer is not late', () => {
    service.post({ type: 'retry' })
    hear(created('r'))
    service.post({ type: 'retry' })
    expect(requests()).toBe(1)
  })

  it('brings one answer where the server refuses it, having begun the first', async () => {
    await clock.advance(15_000)
    service.post({ type: 'retry' })
    hear(created('first'))
    hear(refused('conversation_already_has_active_response', 'request_2'))
    hear(words('first'))
    hear(done('first'))
    expect([requests(), shown()?.activity]).toEqual([2, 'waiting'])
  })

  it('brings one answer where the server answers both requests', async () => {
    await clock.advance(15_000)
    service.post({ type: 'retry' })
    hear(created('first'))
    hear(done('first'))
    hear(created('second'))
    expect(session.types.at(-1)).toBe('response.cancel')
  })

  it('lets no sound of the late answer be played', async () => {
    open('ptt')
    hear(created('r'))
    await clock.advance(15_000)
    service.post({ type: 'retry' })
    hear(sound('r', 'late'))
    hear(created('second'))
    hear(sound('r', 'late'))
    hear(sound('second', 'second_item'))
    expect(session.played).toEqual(['second_item'])
  })
})

describe('a stopped answer', () => {
  it('whose end the server does not tell holds up the next turn for five seconds', async () => {
    hear(created('r'))
    await stop()
    service.type('Hello again')
    expect(requests()).toBe(1)
    await clock.advance(5_000)
    expect([requests(), notices()]).toEqual([2, []])
  })

  it('that had not begun is cancelled when it does, however late, and never complained about', async () => {
    await stop()
    await clock.advance(5_000)
    expect(shown()?.activity).toBe('waiting')
    await clock.advance(100_000)
    hear(created('r'))
    expect([session.types.at(-1), notices()]).toEqual(['response.cancel', []])
    hear(done('r'))
    service.type('Hello again')
    hear(created('second'))
    expect([count('response.cancel'), shown()?.activity]).toEqual([1, 'thinking'])
  })
})

describe('sound without the names of items', () => {
  it('is session.played in every answer, and interrupted without a truncation', async () => {
    open('ptt')
    for (const id of ['first', 'second']) {
      hear(created(id))
      hear(sound(id, ''))
      hear(sound(id, ''))
      if (id === 'first') hear(done(id))
    }
    expect(new Set(session.played).size).toBe(2)
    const itemId = session.played.at(-1) ?? ''
    session.interrupted = [{ itemId, contentIndex: 0, playedSamples: 2400, receivedSamples: 4800, complete: false }]
    await stop()
    expect(count('conversation.item.truncate')).toBe(0)
    const cut = items().find(({ id }) => id === itemId)
    expect(cut?.kind === 'message' && cut.parts[0]?.heardMs).toBe(100)
  })
})

it('has no deadlines after the session ends', async () => {
  expect(clock.pending).toBe(1)
  await service.stop()
  expect(clock.pending).toBe(0)
})

import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import type { Fault, FaultAction } from './fault'
import { FaultPlan } from './fault-plan'
import { Outbox } from './outbox'

function outbox(...faults: Fault[]) {
  const clock = new ManualClock()
  const log: string[] = []
  const socket = {
    send: (frame: string) => log.push(frame),
    close: (code: number, reason: string) => log.push(`close ${code} ${reason}`),
    terminate: () => log.push('cut'),
  }
  const box = new Outbox(socket, clock, new FaultPlan(faults), () => 'event_1')
  const send = (...types: string[]) => types.forEach((type) => box.send({ type }))
  return { box, clock, log, send }
}

const on = (type: string, nth: number, action: FaultAction): Fault => ({ on: type, nth, action })
const frame = (type: string): string => `{"type":"${type}"}`

describe('Outbox', () => {
  it('sends what it gets', () => {
    const { log, send, box } = outbox()
    send('a', 'b')
    box.close(1001, 'bye')
    expect(log).toEqual([frame('a'), frame('b'), 'close 1001 bye'])
  })

  it('lets a fault happen at the nth event of its type, once', () => {
    const { log, send } = outbox(on('a', 2, { kind: 'drop' }))
    send('a', 'b', 'a', 'a', 'a')
    expect(log).toEqual([frame('a'), frame('b'), 'cut', frame('a'), frame('a'), frame('a')])
  })

  it('counts all events for a star', () => {
    const { log, send } = outbox(on('*', 2, { kind: 'close', code: 1011, reason: 'fault' }))
    send('a', 'b')
    expect(log).toEqual([frame('a'), 'close 1011 fault', frame('b')])
  })

  it('puts garbage and errors before the event, and loses nothing', () => {
    const { log, send } = outbox(on('a', 1, { kind: 'malformed' }), on('a', 1, { kind: 'error', code: 'boom' }))
    send('a')
    expect(() => JSON.parse(log[0]!) as unknown).toThrow()
    expect(JSON.parse(log[1]!)).toMatchObject({ type: 'error', event_id: 'event_1', error: { code: 'boom' } })
    expect(log.slice(2)).toEqual([frame('a')])
  })

  it('holds everything back while it stalls, then sends it in order', async () => {
    const { clock, log, send, box } = outbox(
      on('b', 1, { kind: 'stall', ms: 500 }),
      on('c', 1, { kind: 'stall', ms: 100 }),
    )
    send('a', 'b', 'c')
    box.close(1001, 'bye')
    expect(log).toEqual([frame('a')])
    await clock.advance(500)
    expect(log).toEqual([frame('a'), frame('b')])
    await clock.advance(100)
    expect(log).toEqual([frame('a'), frame('b'), frame('c'), 'close 1001 bye'])
  })
})

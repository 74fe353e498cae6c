import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SendQueue } from './send-queue'

const event = { type: 'input_audio_buffer.commit' } as const

describe('SendQueue', () => {
  it('keeps the order of audio and events', () => {
    const queue = new SendQueue(24_000)
    queue.addAudio(new Int16Array(240))
    queue.addEvent(event)
    queue.addAudio(new Int16Array(240))
    expect([queue.next()?.kind, queue.next()?.kind, queue.next()?.kind, queue.next()]).toEqual([
      'audio',
      'event',
      'audio',
      undefined,
    ])
  })

  it('drops the oldest audio and says how much', () => {
    const queue = new SendQueue(480)
    queue.addAudio(Int16Array.of(...Array<number>(240).fill(1)))
    queue.addAudio(Int16Array.of(...Array<number>(240).fill(2)))
    expect(queue.addAudio(Int16Array.of(...Array<number>(240).fill(3)))).toBe(10)
    expect(queue.next()).toMatchObject({ kind: 'audio', samples: { 0: 2 } })
  })

  it('never drops an event, and never holds more audio than it may', () => {
    const step = fc.oneof(fc.constant('event' as const), fc.integer({ min: 1, max: 960 }), fc.constant('take' as const))
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const queue = new SendQueue(960)
        let [added, taken, audioIn, audioOut, droppedMs] = [0, 0, 0, 0, 0]
        const take = (): boolean => {
          const entry = queue.next()
          if (entry?.kind === 'event') taken += 1
          if (entry?.kind === 'audio') audioOut += entry.samples.length
          return entry !== undefined
        }
        for (const next of steps) {
          if (next === 'event') {
            queue.addEvent(event)
            added += 1
          } else if (next === 'take') take()
          else {
            droppedMs += queue.addAudio(new Int16Array(next))
            audioIn += next
          }
        }
        const before = audioOut
        while (take());
        expect(taken).toBe(added)
        expect(audioOut - before).toBeLessThanOrEqual(960)
        expect(audioIn - audioOut).toBeGreaterThanOrEqual(droppedMs * 24)
        expect(queue.isEmpty).toBe(true)
      }),
    )
  })
})

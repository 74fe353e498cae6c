import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock'
import { meteredDevice } from './metered-device'
import { createNullDevice } from './null-device'

const never = (): never => {
  throw new Error('unexpected')
}

describe('a metered device', () => {
  it('shows what it hears and plays, and hands all of it on', async () => {
    const clock = new ManualClock()
    const seen: string[] = []
    const device = meteredDevice(createNullDevice(clock), {
      heard: (samples) => seen.push(`heard ${samples.length}`),
      played: (samples) => seen.push(`played ${samples.length}`),
    })
    const input = await device.openInput({
      onSamples: (samples) => seen.push(`got ${samples.length}`),
      onFailure: never,
    })
    await clock.advance(10)
    await input.close()
    const output = await device.openOutput({ onFailure: never })
    const written = output.write(new Int16Array(480))
    expect(output.pendingSamples()).toBe(480)
    await clock.advance(20)
    await written
    await output.close()
    expect(seen).toEqual(['heard 240', 'got 240', 'played 480'])
  })
})

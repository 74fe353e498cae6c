import { describe, expect, it } from 'vitest'
import { ErleMeter } from './erle-meter'

const frame = (level: number): Float64Array => new Float64Array(240).fill(level)

function measured(
  ...seconds: readonly (readonly [microphone: number, linear: number, output: number])[]
): number | null {
  const meter = new ErleMeter()
  for (const [microphone, linear, output] of seconds)
    for (let index = 0; index < 100; index++) meter.note(frame(microphone), frame(linear), frame(output))
  return meter.erleDb
}

describe('the return loss', () => {
  it('is the power before over the power behind, in decibels', () => {
    expect(measured([0.1, 0.01, 0.001])).toBeCloseTo(40)
  })

  it('is unknown before there was an echo: silence and voices have none', () => {
    expect(measured([0, 0, 0], [0.0001, 0.00001, 0], [0.1, 0.1, 0.1])).toBeNull()
  })

  it('is that of the last second with echo', () => {
    expect(measured([0.1, 0.01, 0.001], [0.1, 0.01, 0.01], [0, 0, 0], [0.1, 0.1, 0.1])).toBeCloseTo(20)
  })

  it('is a number when nothing is left', () => {
    expect(measured([0.1, 0.01, 0])).toBeCloseTo(80)
  })
})

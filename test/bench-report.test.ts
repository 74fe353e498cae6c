import { describe, expect, it } from 'vitest'
import { measure, median, percentile, ratio } from '../bench/support/measure'
import { formatReport, formatTable } from '../bench/support/report'

const measurements = [
  { name: 'fold.text_delta_us', value: 0.123456, target: 2 },
  { name: 'fold.flatness_reply', value: 1.5, target: 1.25 },
  { name: 'fold.agents_sdk_text_delta_us', value: 35.9 },
]

describe('the report of the benchmarks', () => {
  it('is one JSON object of figures by name, with the machine', () => {
    const report = JSON.parse(formatReport(measurements)) as Record<string, unknown>
    expect(report).toMatchObject({ 'fold.text_delta_us': 0.1235, 'fold.flatness_reply': 1.5 })
    expect(report.meta).toMatchObject({ node: process.versions.node, date: expect.stringMatching(/^\d{4}-/) })
    expect(Object.keys(report)).toHaveLength(4)
  })

  it('names what could not be measured, and why', () => {
    const findings = [...measurements, { name: 'start', skipped: 'there is no Electron' }]
    expect(JSON.parse(formatReport(findings))).toMatchObject({ skipped: { start: 'there is no Electron' } })
    expect(formatTable(findings)).toMatch(/^start +skipped: there is no Electron$/m)
  })

  it('is a table that marks missed targets', () => {
    const [first, second, third] = formatTable(measurements).split('\n')
    expect(first).toMatch(/^fold\.text_delta_us +0\.1235 {2}target 2$/)
    expect(second).toMatch(/^fold\.flatness_reply +1\.5 {2}target 1\.25, MISSED$/)
    expect(third).toMatch(/^fold\.agents_sdk_text_delta_us +35\.9$/)
  })
})

describe('measure', () => {
  it('runs every candidate equally often, each time with a fresh set-up, and returns the timed rounds', () => {
    const prepared = { a: 0, b: 0 }
    const worked = { a: 0, b: 0 }
    const contender = (name: 'a' | 'b') => ({
      operations: 1,
      prepare: () => {
        prepared[name]++
        return {
          work: () => {
            worked[name]++
          },
        }
      },
    })
    const times = measure({ a: contender('a'), b: contender('b') }, { warmUp: 1, timed: 2 })
    expect(times.a).toHaveLength(2)
    expect(times.b).toHaveLength(2)
    expect(prepared).toEqual({ a: 15, b: 15 })
    expect(worked).toEqual(prepared)
  })
})

describe('percentile', () => {
  it('returns a value that the given share does not exceed', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index)
    expect([0.5, 0.95, 0.99, 1].map((share) => percentile(values, share))).toEqual([50, 95, 99, 100])
  })
})

describe('median and ratio', () => {
  it('ignore single bad rounds', () => {
    expect(median([1, 2, 900])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
    expect(ratio([2, 800, 4], [1, 2, 2])).toBe(2)
  })
})

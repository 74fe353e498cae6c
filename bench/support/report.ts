import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import type { Measurement } from './benchmark'

/** `npm run bench` keeps descriptors of its own free of what native libraries print; the usual ones otherwise. */
const outputDescriptor = Number(process.env.PARLEY_STDOUT_FD ?? 1)
export const messageDescriptor = Number(process.env.PARLEY_STDERR_FD ?? 2)

/** Writes results. */
export const print = (text: string): void => writeFileSync(outputDescriptor, text)

/** Writes a line for a person. */
export const tell = (line: string): void => writeFileSync(messageDescriptor, `${line}\n`)

/** One JSON object: each figure under its name, and under `meta` what it was measured on. */
export function formatReport(measurements: readonly Measurement[]): string {
  const figures = Object.fromEntries(measurements.map(({ name, value }) => [name, rounded(value)]))
  return `${JSON.stringify({ ...figures, meta: describeMachine() }, null, 2)}\n`
}

/** The figures as an aligned table. */
export function formatTable(measurements: readonly Measurement[]): string {
  const { node, cpu, cores, date } = describeMachine()
  const width = Math.max(...measurements.map(({ name }) => name.length), 0)
  const rows = measurements.map(({ name, value, target }) => {
    const figure = `${name.padEnd(width)}  ${String(rounded(value)).padStart(10)}`
    if (target === undefined) return figure
    return `${figure}  target ${target}${value <= target ? '' : ', MISSED'}`
  })
  return [...rows, '', `Node.js ${node}, ${cpu}, ${cores} cores, ${date}`, ''].join('\n')
}

function describeMachine() {
  const cpu = cpus()[0]?.model.trim() ?? 'unknown'
  return { node: process.versions.node, cpu, cores: availableParallelism(), date: new Date().toISOString() }
}

/** Four significant digits say more than a noisy machine can hold. */
const rounded = (value: number): number => Number(value.toPrecision(4))

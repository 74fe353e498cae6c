import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import type { Finding } from './benchmark'

/** Writes results. */
export const print = (text: string): void => writeFileSync(process.stdout.fd, text)

/** Writes a line for a person. */
export const tell = (line: string): void => writeFileSync(process.stderr.fd, `${line}\n`)

/**
 * One JSON object: each figure under its name, under `skipped` what could not be measured and why, and under `meta` what
 * all was measured on.
 */
export function formatReport(findings: readonly Finding[]): string {
  const figures = findings.flatMap((finding) => ('value' in finding ? [[finding.name, rounded(finding.value)]] : []))
  const skipped = findings.flatMap((finding) => ('skipped' in finding ? [[finding.name, finding.skipped]] : []))
  const report = {
    ...Object.fromEntries(figures),
    ...(skipped.length > 0 ? { skipped: Object.fromEntries(skipped) } : {}),
    meta: describeMachine(),
  }
  return `${JSON.stringify(report, null, 2)}\n`
}

/** The figures as an aligned table. */
export function formatTable(findings: readonly Finding[]): string {
  const { node, cpu, cores, date } = describeMachine()
  const width = Math.max(...findings.map(({ name }) => name.length), 0)
  const rows = findings.map((finding) => {
    const name = finding.name.padEnd(width)
    if ('skipped' in finding) return `${name}  skipped: ${finding.skipped}`
    const { value, target } = finding
    const figure = `${name}  ${String(rounded(value)).padStart(10)}`
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

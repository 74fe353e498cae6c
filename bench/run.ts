import { fork } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Finding } from './support/benchmark'
import { formatReport, formatTable, print, tell } from './support/report'

/**
 * Runs all benchmarks, or those that are named: `npm run bench -- [name…] [--json]`. Each has a process of its own, so
 * that none is measured with a heap and a compiler that another one has left behind.
 */

const folder = import.meta.dirname
const known = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== path.basename(import.meta.filename))
  .map((file) => path.basename(file, '.ts'))

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'))
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const wrong = [...flags.filter((flag) => flag !== '--json'), ...names.filter((name) => !known.includes(name))]

function runAlone(name: string): Promise<readonly Finding[]> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(folder, `${name}.ts`), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    let findings: readonly Finding[] | null = null
    child.on('message', (message) => (findings = message as readonly Finding[]))
    child.on('error', reject)
    child.on('close', (code) => {
      if (findings && code === 0) resolve(findings)
      else reject(new Error(`The benchmark ${name} ended with exit code ${String(code)}.`))
    })
  })
}

async function runAll(): Promise<number> {
  const findings: Finding[] = []
  let failed = 0
  for (const name of names.length > 0 ? names : known) {
    tell(`Measuring ${name} …`)
    try {
      findings.push(...(await runAlone(name)))
    } catch (error) {
      failed += 1
      tell(error instanceof Error ? error.message : String(error))
    }
  }
  print(flags.includes('--json') ? formatReport(findings) : formatTable(findings))
  return failed === 0 ? 0 : 1
}

if (wrong.length > 0) {
  tell(`There is no ${wrong.join(', ')}. Use [${known.join('] [')}] [--json].`)
  process.exitCode = 2
} else {
  process.exitCode = await runAll()
}

import { fileURLToPath } from 'node:url'
import type { Benchmark } from './benchmark'
import { formatReport, formatTable, print } from './report'

/**
 * Runs a benchmark when its file is what was started: for `run.ts`, which gets the figures as a message, or for a
 * person, who gets a table, or JSON with `--json`.
 * @param url the file's `import.meta.url`
 */
export async function runWhenMain(url: string, benchmark: Benchmark): Promise<void> {
  if (process.argv[1] !== fileURLToPath(url)) return
  const findings = await benchmark.run()
  if (process.send) {
    process.send(findings)
    process.disconnect()
    return
  }
  print(process.argv.includes('--json') ? formatReport(findings) : formatTable(findings))
}

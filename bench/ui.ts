import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { electronMissing } from '../e2e/hosts/electron-host'
import { type HostSurroundings, withoutSound } from '../e2e/hosts/host'
import { browserMissing } from '../e2e/hosts/web-host'
import type { Benchmark, Finding, Measurement } from './support/benchmark'
import { openDisplay } from './support/display'
import { percentile } from './support/measure'
import { buildMissing, inFolder } from './support/places'
import { runWhenMain } from './support/run-when-main'
import { measuredElectronHost, measuredWebHost, type MeasuredHost } from './ui/hosts'
import { traceTasks } from './ui/main-thread'
import { profileMarkdown } from './ui/markdown-time'
import { delays, readWords, watchWords } from './ui/shown-words'
import { startStreamServer } from './ui/stream-server'
import { markdown, prose, tokens } from './ui/words'

/**
 * The window while an answer streams into a long conversation, in Chromium and in Electron:
 * - `ui.task_p99_ms`, `ui.longest_task_ms`: how long tasks hold its main thread.
 * - `ui.patch_to_dom_ms`: from the moment the main side sends words until they are in the document, 95th percentile.
 * - `ui.markdown_20kb_ms`: what rendering Markdown costs its main thread in all, over an answer of 20 kB; and
 *   `ui.markdown_20kb_append_ms`: what it costs Chromium beside that to put words behind others, which any text costs.
 * Each is the worse of the two; what each of them had is beside it.
 */

const TURNS = 10_000
const TOKENS_PER_SECOND = 200
const PROSE_SECONDS = 10
const MARKDOWN_CHARACTERS = 20_000

/** The figures, each with its target. */
const targets = {
  task_p99_ms: { target: 16 },
  longest_task_ms: { target: 50 },
  patch_to_dom_ms: { target: 32 },
  markdown_20kb_ms: { target: 50 },
  markdown_20kb_append_ms: {},
} as const
type Figure = keyof typeof targets
type Figures = Readonly<Record<Figure, number>>

interface Place {
  readonly name: 'chromium' | 'electron'
  readonly missing: () => string | undefined
  readonly start: (surroundings: HostSurroundings) => Promise<MeasuredHost>
}

const places: readonly Place[] = [
  { name: 'chromium', missing: browserMissing, start: measuredWebHost },
  { name: 'electron', missing: electronMissing, start: measuredElectronHost },
]

export const benchmark: Benchmark = { name: 'ui', run }

async function run(): Promise<readonly Finding[]> {
  await openDisplay() // whoever needs one says that there is none
  const findings: Finding[] = []
  const all: Figures[] = []
  for (const { name, missing, start } of places) {
    const reason = buildMissing() ?? missing()
    if (reason === undefined) {
      const figures = await measureIn(start)
      all.push(figures)
      findings.push(...named(`ui.${name}`, figures))
    } else findings.push({ name: `ui.${name}`, skipped: reason })
  }
  return [...(all.length > 0 ? named('ui', worst(all)) : []), ...findings]
}

const measureIn = (start: Place['start']): Promise<Figures> =>
  inFolder(async (dataDirectory) => {
    const server = await startStreamServer()
    const profiles = [{ id: 'bench', kind: 'custom', address: server.url, dialect: 'ga' }]
    const settings = { version: 2, profiles, profile: 'bench', mode: 'text' }
    await writeFile(path.join(dataDirectory, 'settings.json'), JSON.stringify(settings))
    const host = await start({ dataDirectory, environment: withoutSound })
    try {
      await host.page.getByRole('button', { name: 'Connect', exact: true }).click()
      await server.connected()
      server.sendHistory(TURNS)
      await host.page.locator(`[aria-posinset="${TURNS}"]`).waitFor()
      await watchWords(host.page)

      const answer = prose(PROSE_SECONDS * TOKENS_PER_SECOND)
      const tasks = await traceTasks(host.cdp, () =>
        server.streamAnswer('item_prose', tokens(answer), TOKENS_PER_SECOND),
      )
      const toDocument = delays(answer, await host.takeSent(), await readWords(host.page))
      if (toDocument.length < PROSE_SECONDS) throw new Error('The answer was not seen in the window.')

      const markdownTime = await profileMarkdown(host.cdp, () =>
        server.streamAnswer('item_markdown', tokens(markdown(MARKDOWN_CHARACTERS)), TOKENS_PER_SECOND),
      )
      return {
        task_p99_ms: percentile(tasks, 0.99),
        longest_task_ms: percentile(tasks, 1),
        patch_to_dom_ms: percentile(toDocument, 0.95),
        markdown_20kb_ms: markdownTime.rendering,
        markdown_20kb_append_ms: markdownTime.appending,
      }
    } finally {
      await host.close()
      server.close()
    }
  })

const named = (prefix: string, figures: Figures): readonly Measurement[] =>
  figureNames.map((figure) => ({ name: `${prefix}.${figure}`, value: figures[figure], ...targets[figure] }))

const figureNames = Object.keys(targets) as Figure[]

const worst = (all: readonly Figures[]): Figures =>
  Object.fromEntries(
    figureNames.map((figure) => [figure, Math.max(...all.map((figures) => figures[figure]))]),
  ) as unknown as Figures

await runWhenMain(import.meta.url, benchmark)

import type { ExportFormat } from '../../../shared/history/export-format'
import { Failure } from '../../../shared/ipc/result'
import { exportConversations } from '../../export/export-conversations'
import { formatNames, formatOf } from '../../export/formats'
import { writeStreamAtomically } from '../../files/write-file'
import type { HistoryStore } from '../../storage/history/history-store'
import { oneOf, parseArguments } from '../arguments'
import type { Command, CommandContext } from '../context'
import { commonFlags } from './arguments'
import { exportIntoFolder } from './export-into-folder'
import { meantId } from './ids'
import { withHistory } from './open-history'
import { outputOf, type Output } from './output'
import { writeOut } from './write-out'

const flags = {
  ...commonFlags,
  all: { type: 'boolean', default: false },
  format: { type: 'string' },
  output: { type: 'string' },
} as const

/**
 * `history export`.
 * @throws Failure `usage.*`, `conversation.*`, `export.*`, `history.missing`, `storage.*`
 */
export const runExport: Command = async (arguments_, context) => {
  const several = { name: 'id', count: arguments_.includes('--all') ? 0 : 1, most: Infinity }
  const { values, positionals } = parseArguments(arguments_, flags, 'history', several)
  if (values.all && positionals.length > 0) throw new Failure('usage.all_or_ids')
  const output = outputOf(values.output, values.all || positionals.length > 1)
  const format = formatFor(values.format, output)
  await withHistory(values.data, context, async (history) => {
    const known = history.ids()
    const ids = values.all ? known : [...new Set(positionals.map((id) => meantId(id, known)))]
    if (ids.length === 0) throw new Failure('export.empty')
    await exportTo(output, { ids, format, history }, context)
  })
  return 0
}

interface Choice {
  readonly ids: readonly string[]
  readonly format: ExportFormat
  readonly history: HistoryStore
}

async function exportTo(output: Output, { ids, format, history }: Choice, context: CommandContext): Promise<void> {
  const read = (id: string) => Promise.resolve(history.read(id).transcript)
  if (output.kind === 'folder') {
    await exportIntoFolder(output.path, { ids, format, read }, context)
    return
  }
  const { content } = await exportConversations({ ids, format, read, packed: output.packed })
  if (output.kind === 'stdout') await writeOut(content, context)
  else await writeStreamAtomically(output.path, untilAborted(content, context.signal))
}

function formatFor(asked: string | undefined, output: Output): ExportFormat {
  if (asked !== undefined) return oneOf('format', asked, formatNames)
  return output.kind === 'file' && !output.packed ? formatOf(output.path) : 'md'
}

/** Half a file is never left behind. */
async function* untilAborted<T>(content: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  for await (const piece of content) {
    signal.throwIfAborted()
    yield piece
  }
}

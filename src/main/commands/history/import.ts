import { readTranscripts } from '../../export/read-transcripts'
import type { HistoryStore } from '../../storage/history/history-store'
import { parseArguments } from '../arguments'
import type { Command, CommandContext } from '../context'
import { commonFlags } from './arguments'
import { withNewHistory } from './open-history'

interface Tally {
  readonly added: number
  readonly known: number
}

/**
 * `history import`. Files are taken in one after the other, up to the first that is not as it should be.
 * @throws Failure `usage.*`, `import.*`, `storage.*`
 */
export const runImport: Command = async (arguments_, context) => {
  const files = { name: 'file', count: 1, most: Infinity }
  const { values, positionals } = parseArguments(arguments_, commonFlags, 'history', files)
  await withNewHistory(values.data, context, async (history) => {
    let tally: Tally = { added: 0, known: 0 }
    try {
      for (const file of positionals) {
        for await (const known of take(file, history, context)) {
          tally = known ? { ...tally, known: tally.known + 1 } : { ...tally, added: tally.added + 1 }
        }
      }
    } finally {
      context.stderr.write(`${told(tally)}\n`)
    }
  })
  return 0
}

/** Tells of each conversation whether it was there already. */
async function* take(file: string, history: HistoryStore, { signal }: CommandContext): AsyncGenerator<boolean> {
  for await (const transcript of readTranscripts(file)) {
    if (signal.aborted) return
    yield !history.import(transcript).added
  }
}

function told({ added, known }: Tally): string {
  const taken = `${added} ${added === 1 ? 'conversation' : 'conversations'} imported`
  return known === 0 ? `${taken}.` : `${taken}, ${known} ${known === 1 ? 'was' : 'were'} there already.`
}

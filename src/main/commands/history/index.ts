import { Failure } from '../../../shared/ipc/result'
import type { Command } from '../context'
import { runExport } from './export'
import { runImport } from './import'
import { runList } from './list'
import { runSearch } from './search'
import { runShow } from './show'
import { historyUsage } from './usage'

const commands: Readonly<Record<string, Command>> = {
  search: runSearch,
  list: runList,
  show: runShow,
  export: runExport,
  import: runImport,
}

/** What the shell is told after an interruption. */
const INTERRUPTED_EXIT_CODE = 130

/**
 * `history`: the conversations that are kept, in a terminal.
 * @throws Failure `usage.*`, `history.missing`, `conversation.*`, `search.*`, `export.*`, `import.*`, `storage.*`
 */
export const runHistory: Command = async ([name = '', ...rest], context) => {
  const isHelp = [name, ...rest].some((argument) => ['--help', '-h'].includes(argument))
  if (isHelp) {
    context.stdout.write(historyUsage)
    return 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    const known = Object.keys(commands).join(', ')
    throw name === ''
      ? new Failure('usage.missing_command', { commands: known })
      : new Failure('usage.unknown_command', { name, commands: known })
  }
  try {
    const exitCode = await command(rest, context)
    return context.signal.aborted ? INTERRUPTED_EXIT_CODE : exitCode
  } catch (error) {
    if (context.signal.aborted) return INTERRUPTED_EXIT_CODE
    throw error
  }
}

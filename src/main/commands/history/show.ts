import { formats } from '../../export/formats'
import { parseArguments } from '../arguments'
import type { Command } from '../context'
import { commonFlags } from './arguments'
import { meantId } from './ids'
import { withHistory } from './open-history'
import { writeOut } from './write-out'

/** `history show`. @throws Failure `usage.*`, `conversation.*`, `history.missing`, `storage.*` */
export const runShow: Command = async (arguments_, context) => {
  const { values, positionals } = parseArguments(arguments_, commonFlags, 'history', { name: 'id', count: 1 })
  await withHistory(values.data, context, async (history) => {
    const { transcript } = history.read(meantId(positionals[0] ?? '', history.ids()))
    await writeOut(formats.txt.pieces(transcript), context)
  })
  return 0
}

import { createInterface } from 'node:readline'
import type { SessionService } from '../../session/service'
import type { CommandContext } from '../context'
import type { Conductor } from './conductor'
import { isTerminal, Keyboard } from './keyboard'
import { type Decided, isScripted } from './options'

/** Connects the keyboard, or the lines that are piped in; returns the way to let go of it. */
export function attachInput(
  options: Decided,
  context: CommandContext,
  service: SessionService,
  conductor: Conductor,
): () => void {
  const { stdin, stderr, clock } = context
  if (isTerminal(stdin)) {
    const keyboard = new Keyboard({
      out: stderr,
      clock,
      pushToTalk: options.mode === 'ptt',
      listener: {
        onTalkPress: () => service.post({ type: 'press' }),
        onTalkRelease: () => service.post({ type: 'release' }),
        onTalkDiscard: () => service.post({ type: 'discard_turn' }),
        onLine: (text) => conductor.say(text),
        onInterrupt: context.interrupt,
      },
    })
    return keyboard.attach(stdin)
  }
  if (isScripted(options)) return () => undefined
  const lines = createInterface({ input: stdin })
  lines.on('line', (line) => {
    if (line.trim() !== '') conductor.say(line.trim())
  })
  lines.on('close', () => conductor.closeInput())
  return () => lines.close()
}

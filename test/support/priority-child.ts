import { readFileSync } from 'node:fs'
import os from 'node:os'
import { askForPriority } from '../../src/main/audio/process/ask-for-priority'

/** Asks for priority, as another user if one is given, and tells what it has then: its own, and its session's. */

const ofSession = (): string => readFileSync('/proc/self/autogroup', 'utf8').split(' nice ')[1]?.trim() ?? ''

const [user] = process.argv.slice(2)
if (user !== undefined) process.setuid?.(Number(user))
const before = ofSession()
askForPriority()
process.send?.({ own: os.getPriority(), before, session: ofSession() })

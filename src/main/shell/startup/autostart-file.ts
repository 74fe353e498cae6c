import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import type { LoginItemOrder } from './login-item-order'

/** Where desktops of the XDG kind look for what is to start at login. */
export const autostartPath = (environment: Readonly<Record<string, string | undefined>>, home: string): string =>
  path.join(environment.XDG_CONFIG_HOME || path.join(home, '.config'), 'autostart', 'parley.desktop')

/**
 * The file that starts a command at login.
 * @param command the program and its parameters, as they are
 * @see https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
 */
export const autostartText = (command: readonly string[]): string =>
  ['[Desktop Entry]', 'Type=Application', 'Version=1.5', 'Name=Parley', execLine(command), 'Terminal=false', ''].join(
    '\n',
  )

const execLine = (command: readonly string[]): string => `Exec=${valueOf(command)}`

const valueOf = (command: readonly string[]): string => asString(command.map(quoted).join(' '))

/** Within quotes a backslash makes four characters mean themselves; a percent sign is one when it is doubled. */
const quoted = (parameter: string): string => `"${parameter.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`

/** The value of any key is unescaped once more, and before that. */
const asString = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')

/**
 * Puts the file where it starts the command, or away, or corrects where the command lies. A file that starts another
 * Parley, which is one with data of its own, is replaced, but neither taken away nor corrected.
 * @param command ends with the two parameters that name the data
 * @param write writes a file whole or not at all
 * @throws what `write` throws, or the system
 */
export async function keepAutostartFile(
  file: string,
  command: readonly string[],
  order: LoginItemOrder,
  write: (path: string, text: string) => Promise<void>,
): Promise<void> {
  if (order === 'add') {
    await mkdir(path.dirname(file), { recursive: true })
    await write(file, autostartText(command))
    return
  }
  const found = await readFile(file, 'utf8').catch(() => null) // most users have no such file
  if (found === null || !isOnSameData(found, command)) return
  if (order === 'remove') return rm(file, { force: true })
  const corrected = found.replace(execLines, () => execLine(command))
  if (!isSwitchedOff(found) && corrected !== found) await write(file, corrected)
}

const execLines = /^Exec=.*$/gm

const isOnSameData = (text: string, command: readonly string[]): boolean =>
  (text.match(execLines) ?? []).some((line) => line.endsWith(` ${valueOf(command.slice(-2))}`))

/**
 * As desktops leave an entry that their user has switched off.
 * @see https://specifications.freedesktop.org/autostart-spec/latest/
 */
const isSwitchedOff = (text: string): boolean =>
  /^(Hidden[ \t]*=[ \t]*true|X-[A-Za-z]+-Autostart-enabled[ \t]*=[ \t]*false)[ \t]*$/m.test(text)

import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'

/** Where desktops of the XDG kind look for what is to start at login. */
export const autostartPath = (environment: Readonly<Record<string, string | undefined>>, home: string): string =>
  path.join(environment.XDG_CONFIG_HOME || path.join(home, '.config'), 'autostart', 'parley.desktop')

/**
 * The file that starts a command at login.
 * @param command the program and its parameters, as they are
 * @see https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
 */
export const autostartText = (command: readonly string[]): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    'Name=Parley',
    `Exec=${asString(command.map(quoted).join(' '))}`,
    'Terminal=false',
    '',
  ].join('\n')

/** Within quotes a backslash makes four characters mean themselves; a percent sign is one when it is doubled. */
const quoted = (parameter: string): string => `"${parameter.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`

/** The value of any key is unescaped once more, and before that. */
const asString = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')

/**
 * Puts the file where it starts the command, or away. A file that starts something else, such as another Parley with
 * data of its own, is replaced, but not taken away.
 * @param write writes a file whole or not at all
 * @throws what `write` throws, or the system
 */
export async function keepAutostartFile(
  file: string,
  command: readonly string[],
  enabled: boolean,
  write: (path: string, text: string) => Promise<void>,
): Promise<void> {
  const text = autostartText(command)
  const found = await readFile(file, 'utf8').catch(() => null)
  if (enabled && found !== text) {
    await mkdir(path.dirname(file), { recursive: true })
    await write(file, text)
  }
  if (!enabled && found === text) await rm(file, { force: true })
}

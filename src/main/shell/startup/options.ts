import path from 'node:path'
import { parseArgs } from 'node:util'

export interface ShellOptions {
  /** Starts in the tray, without a window to be seen. */
  readonly hidden: boolean
  /** Uses the demo in this run, whatever endpoint is set. */
  readonly demo: boolean
  /** Prints the log to the terminal too. */
  readonly verbose: boolean
  /** Where settings and keys are kept. */
  readonly dataDirectory: string
}

/**
 * Reads the desktop host's flags. What is unknown is left alone: Chromium has hundreds of switches of its own.
 * @param usualFolder where programs keep what is theirs; `--data` and PARLEY_DATA_DIR overrule it
 */
export function parseShellOptions(
  parameters: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  usualFolder: string,
): ShellOptions {
  const { values } = parseArgs({
    args: [...parameters],
    strict: false,
    options: {
      hidden: { type: 'boolean' },
      demo: { type: 'boolean' },
      verbose: { type: 'boolean' },
      data: { type: 'string' },
    },
  })
  const { PARLEY_DATA_DIR } = environment
  const folder = typeof values.data === 'string' ? values.data : PARLEY_DATA_DIR
  return {
    hidden: values.hidden === true,
    demo: values.demo === true,
    verbose: values.verbose === true,
    dataDirectory: path.resolve(folder || path.join(usualFolder, 'parley')),
  }
}

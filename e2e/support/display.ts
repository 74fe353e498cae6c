import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { promisify } from 'node:util'
import type { TestInfo } from '@playwright/test'

/**
 * An X display of a test's own, with a keyboard that the test works. Keys are held by the display, not by a window: on a
 * shared one two tests would hold each other's keys, and want the same global shortcuts.
 */
export interface Display {
  /** For programs that are to be shown on it. */
  readonly env: Readonly<Record<string, string>>
  /** Presses keys in order and holds them, by X's names for them. */
  hold(...keys: string[]): Promise<void>
  /** Presses keys in order, and holds them until the keyboard has repeated the last one several times. */
  holdUntilRepeated(...keys: string[]): Promise<void>
  /** Lets go of keys, in order. */
  release(...keys: string[]): Promise<void>
  /** Presses keys and lets go of them again at once. */
  tap(...keys: string[]): Promise<void>
  /** Opens a program that says which keys it gets, and gives it the focus. */
  openKeyListener(): Promise<KeyListener>
  /** Gives the focus to the window with a title; waits for the window. */
  focus(title: string): Promise<void>
  /** Puts another keyboard layout into force, such as `de`. */
  useLayout(name: string): Promise<void>
  /** Ends the programs that {@link openKeyListener} opened. */
  closeListeners(): Promise<void>
  stop(): Promise<void>
}

export interface KeyListener {
  /** Keys that have gone down in it so far, by X's names. */
  readonly pressed: readonly string[]
  focus(): Promise<void>
  hasFocus(): Promise<boolean>
}

const run = promisify(execFile)
const programs = ['Xvfb', 'xdotool', 'xev', 'setxkbmap'] as const

/** Why there can be no display of our own on this machine; undefined when there can. */
function displayMissing(): string | undefined {
  if (process.platform !== 'linux') return 'X displays need Linux'
  const missing = programs.filter((program) => spawnSync('which', [program], { stdio: 'ignore' }).status !== 0)
  return missing.length === 0 ? undefined : `not installed: ${missing.join(', ')}`
}

/** The fixture `display`: a display for each test. */
export async function displayFixture(
  { hostKind: _hostKind }: { hostKind: unknown },
  use: (display: Display) => Promise<void>,
  testInfo: TestInfo,
): Promise<void> {
  const missing = displayMissing()
  testInfo.skip(missing !== undefined, missing)
  await withDisplay(use)
}

/** The fixture for a display that the tests of a worker share; {@link displayFixture} says whether there can be one. */
export const sharedDisplayFixture = (
  { hostKind: _hostKind }: { hostKind: unknown },
  use: (display: Display) => Promise<void>,
): Promise<void> => withDisplay(use)

async function withDisplay(use: (display: Display) => Promise<void>): Promise<void> {
  const display = await startDisplay()
  await use(display)
  await display.stop()
}

async function startDisplay(): Promise<Display> {
  // It stays as it is when its last program goes: a layout is for as long as the display is.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  // Not to be taken for Wayland, whatever the tests themselves run on.
  const env = { DISPLAY: `:${await displayNumber(server)}`, XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: '' }
  const started: ChildProcess[] = []
  let listeners = 0
  const surroundings = { env: { ...process.env, ...env } }
  const xdotool = async (...parameters: string[]): Promise<string> =>
    (await run('xdotool', parameters, surroundings)).stdout.trim()
  const each = (action: string, keys: readonly string[]): string[] => keys.flatMap((key) => [action, key])
  const focusOn = (window: string): Promise<string> => xdotool('windowfocus', '--sync', window)

  return {
    env,
    async hold(...keys) {
      await xdotool(...each('keydown', keys))
    },
    async holdUntilRepeated(...keys) {
      const watcher = spawn(process.execPath, [keyWatcher], { ...surroundings, stdio: ['ignore', 'pipe', 'ignore'] })
      try {
        const lines = createInterface(watcher.stdout)
        await once(lines, 'line') // it is ready
        const repeated = untilRepeated(lines)
        await xdotool(...each('keydown', keys))
        await repeated
      } finally {
        watcher.kill('SIGKILL')
      }
    },
    async release(...keys) {
      await xdotool(...each('keyup', keys))
    },
    async tap(...keys) {
      await xdotool(...each('keydown', keys), ...each('keyup', keys.toReversed()))
    },
    async openKeyListener() {
      const pressed: string[] = []
      const name = `key listener ${++listeners}`
      const listener = spawn('xev', ['-event', 'keyboard', '-name', name], {
        ...surroundings,
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      started.push(listener)
      let goesDown = false
      createInterface(listener.stdout).on('line', (line) => {
        if (/^Key\w+ event/.test(line)) goesDown = line.startsWith('KeyPress')
        const key = /keysym 0x[\da-f]+, (\w+)/.exec(line)?.[1]
        if (key !== undefined && goesDown) pressed.push(key)
      })
      const window = await xdotool('search', '--sync', '--onlyvisible', '--name', `^${name}$`)
      await focusOn(window)
      return {
        pressed,
        async focus() {
          await focusOn(window)
        },
        hasFocus: async () => (await xdotool('getwindowfocus')) === window,
      }
    },
    async focus(title) {
      await focusOn(await xdotool('search', '--sync', '--onlyvisible', '--limit', '1', '--name', `^${title}$`))
    },
    async useLayout(name) {
      await run('setxkbmap', [name], surroundings)
    },
    async closeListeners() {
      const children = started.splice(0)
      const ended = children.map((child) => once(child, 'exit'))
      for (const child of children) child.kill('SIGTERM')
      await Promise.all(ended)
    },
    async stop() {
      for (const child of [...started, server]) child.kill('SIGTERM')
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')
    },
  }
}

const keyWatcher = path.join(import.meta.dirname, 'key-watcher.cjs')
/** X repeats a held key every 40 ms, from 660 ms on. */
const severalTimes = 5

/** Resolves when the same key has gone down several times on end: a key that is held repeats. */
async function untilRepeated(lines: Interface): Promise<void> {
  let [last, times] = ['', 0]
  for await (const line of lines) {
    times = line === last ? times + 1 : 1
    last = line
    if (times > severalTimes) return
  }
  throw new Error('The program that watches the keys has ended.')
}

/** It says the display's number when it is ready. */
async function displayNumber(server: ChildProcess): Promise<string> {
  const output = server.stdio[3]
  if (!output || !('read' in output)) throw new Error('Xvfb has no output to read.')
  const failed = once(server, 'exit').then(() => Promise.reject(new Error('Xvfb ended before it was ready.')))
  const [number] = (await Promise.race([once(createInterface(output), 'line'), failed])) as [string]
  failed.catch(() => undefined)
  return number
}

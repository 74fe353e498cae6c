import { createRequire } from 'node:module'
import type * as Uiohook from 'uiohook-napi'
import type { Key } from '../../../shared/hotkey/keys'
import { type CombinationFollower, followCombination, type KeyEvent } from './follow-combination'
import type { KeyWatch } from './ports'
import { logOf } from '../../../shared/log'

const log = logOf('hotkey')

/**
 * The unit of the library's times: X and Windows give milliseconds, macOS the ticks of `mach_absolute_time`, which are
 * 125/3 ns on Apple silicon and 1 ns elsewhere.
 */
const msPerTick = process.platform !== 'darwin' ? 1 : process.arch === 'arm64' ? 125 / 3e6 : 1e-6

/** What is used of the library. */
export type HookLibrary = Pick<typeof Uiohook, 'uIOhook' | 'UiohookKey'>

const requireNative = createRequire(import.meta.url)
const loadLibrary = (): HookLibrary => requireNative('uiohook-napi') as HookLibrary

/**
 * Watches the keyboard by a hook of the system: by XRecord, by a low-level hook of Windows, by an event tap of macOS.
 *
 * The system shows every key to such a hook. Whatever is not the hotkey is dropped within the callback, at once: no key
 * is ever kept, logged, counted or handed on. The hook runs only while there is a hotkey to watch for.
 * @param load the native library, which is not there on every machine: it is loaded when it is first needed
 */
export function createUiohookWatch(load: () => HookLibrary = loadLibrary): KeyWatch {
  let follower: CombinationFollower | null = null
  let hook: HookLibrary['uIOhook'] | null = null
  const timed = (event: KeyEvent): KeyEvent => ({ ...event, time: event.time * msPerTick })
  const onDown = (event: KeyEvent): void => follower?.onDown(timed(event))
  const onUp = (event: KeyEvent): void => follower?.onUp(timed(event))

  function stop(): void {
    follower = null
    const running = hook
    hook = null
    running?.off('keydown', onDown).off('keyup', onUp)
    try {
      running?.stop()
    } catch (error) {
      log.warn('The keyboard hook could not be stopped; its events are ignored.', error)
    }
  }

  return {
    start(combination, place, listener) {
      stop()
      const { uIOhook, UiohookKey } = load()
      follower = followCombination(combination, UiohookKey[nameOf(place)], listener)
      uIOhook.on('keydown', onDown).on('keyup', onUp)
      hook = uIOhook
      try {
        uIOhook.start()
      } catch (error) {
        stop()
        throw error
      }
    },
    stop,
  }
}

type KeyName = keyof HookLibrary['UiohookKey']

function nameOf(key: Key): KeyName {
  return differing[key] ?? (key as KeyName)
}

/** What the library calls otherwise than Electron does. */
const differing: Partial<Record<Key, KeyName>> = {
  Up: 'ArrowUp',
  Down: 'ArrowDown',
  Left: 'ArrowLeft',
  Right: 'ArrowRight',
  ',': 'Comma',
  '.': 'Period',
  '-': 'Minus',
  '=': 'Equal',
  ';': 'Semicolon',
  "'": 'Quote',
  '/': 'Slash',
  '\\': 'Backslash',
  '[': 'BracketLeft',
  ']': 'BracketRight',
  '`': 'Backquote',
}

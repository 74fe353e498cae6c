import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { parseAccelerator } from '../../../shared/hotkey/accelerator'
import { keys } from '../../../shared/hotkey/keys'
import { createUiohookWatch, type HookLibrary } from './uiohook-watch'

/** Null on machines without the system's libraries that it needs. */
const library = await import('uiohook-napi').catch(() => null)
const UiohookKey = library?.UiohookKey ?? ({} as HookLibrary['UiohookKey'])

/** The library without its native half. */
class FakeHook extends EventEmitter {
  running = 0
  fails = false
  start(): void {
    if (this.fails) throw new Error('Failed to open X11 display.')
    this.running++
  }
  stop(): void {
    if (this.fails) throw new Error('Failed to get XRecord context.')
    this.running--
  }
  readonly keyTap = (): void => undefined
  readonly keyToggle = (): void => undefined
}

function setUp() {
  const hook = new FakeHook()
  const told: string[] = []
  const watch = createUiohookWatch(() => ({ uIOhook: hook as never, UiohookKey }))
  const start = (accelerator: string, place = 'Space'): void => {
    const combination = parseAccelerator(accelerator, 'linux')
    const key = keys.find((known) => known === place)
    if (!combination || !key) throw new Error('no combination')
    watch.start(combination, key, { down: () => told.push('down'), up: () => told.push('up') })
  }
  const key = (type: 'keydown' | 'keyup', keycode: number, ctrlKey = true): void => {
    hook.emit(type, { keycode, time: 0, ctrlKey, altKey: false, metaKey: false, shiftKey: false })
  }
  return { hook, watch, told, start, key }
}

describe.skipIf(library === null)('watching by a hook', () => {
  it('tells of the combination, by the place of its key', () => {
    const { told, start, key } = setUp()
    start('Control+Y', 'Z')
    key('keydown', UiohookKey.Y)
    expect(told).toEqual([])
    key('keydown', UiohookKey.Z)
    key('keyup', UiohookKey.Z)
    expect(told).toEqual(['down', 'up'])
  })

  it('knows the code of every key', () => {
    for (const key of keys) {
      const { told, start, hook } = setUp()
      start('Control+Space', key)
      for (const keycode of new Set(Object.values(UiohookKey)))
        hook.emit('keydown', { keycode, time: 0, ctrlKey: true, altKey: false, metaKey: false, shiftKey: false })
      expect([key, told]).toEqual([key, ['down']])
    }
  })

  it('ends with the hotkey, and may be ended twice', () => {
    const { hook, watch, told, start, key } = setUp()
    start('Control+Space')
    start('Control+Space') // in the place of the first
    expect(hook.running).toBe(1)
    watch.stop()
    watch.stop()
    expect([hook.running, hook.eventNames()]).toEqual([0, []])
    key('keydown', UiohookKey.Space)
    expect(told).toEqual([])
  })

  it('says when the hook does not start, and is not on then', () => {
    const complaint = vi.spyOn(console, 'error').mockReturnValue(undefined)
    const { hook, start } = setUp()
    hook.fails = true
    expect(() => start('Control+Space')).toThrow('X11')
    expect(hook.eventNames()).toEqual([])
    complaint.mockRestore()
  })

  it('says when there is no library', () => {
    const watch = createUiohookWatch(() => {
      throw new Error('No native build was found')
    })
    const combination = parseAccelerator('Control+Space', 'linux')
    if (!combination) throw new Error('no combination')
    expect(() => watch.start(combination, 'Space', { down: () => undefined, up: () => undefined })).toThrow('native')
    watch.stop()
  })
})

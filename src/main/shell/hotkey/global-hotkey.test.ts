import { describe, expect, it, vi } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import { formatAccelerator } from '../../../shared/hotkey/accelerator'
import type { HotkeyStatus } from '../../../shared/ipc/contract'
import { GlobalHotkey } from './global-hotkey'
import type { Obstacle } from './obstacle'
import type { HotkeyListener } from './ports'

const wanted = 'CommandOrControl+Shift+Space'
const other = 'CommandOrControl+Alt+K'

/** A system with one keyboard, on which other programs may have keys. */
function setUp({ obstacle = null, hookFails = false }: { obstacle?: Obstacle | null; hookFails?: boolean } = {}) {
  const clock = new ManualClock()
  const told: string[] = []
  const shown: HotkeyStatus[] = []
  const system = {
    takenByOthers: new Set<string>(),
    obstacle,
    hookFails,
    taken: null as string | null,
    press: (): void => undefined,
    watched: null as string | null,
    place: '',
    listener: null as Pick<HotkeyListener, 'down' | 'up'> | null,
  }
  const hotkey = new GlobalHotkey({
    clock,
    platform: 'linux',
    grab: {
      take(combination, onPress) {
        const accelerator = formatAccelerator(combination, 'linux')
        if (system.takenByOthers.has(accelerator)) return false
        system.taken = accelerator
        system.press = onPress
        return true
      },
      release: () => (system.taken = null),
    },
    watch: {
      start(combination, place, listener) {
        if (system.hookFails) throw new Error('no hook')
        system.watched = formatAccelerator(combination, 'linux')
        system.place = place
        system.listener = listener
      },
      stop: () => (system.watched = system.listener = null),
    },
    obstacle: () => system.obstacle,
    placeOf: (key) => (key === 'K' ? 'L' : key),
    listener: {
      down: () => told.push('down'),
      up: () => told.push('up'),
      press: () => told.push('press'),
      lose: () => told.push('lose'),
    },
    show: (status) => shown.push(status),
  })
  return { hotkey, system, shown, told, clock }
}

const codeOf = (work: () => void): unknown => {
  try {
    work()
    return 'done'
  } catch (thrown) {
    return (thrown as { error: { code: string } }).error.code
  }
}

describe('the hotkey in force', () => {
  it('is taken from others and watched', () => {
    const { hotkey, system, shown, told } = setUp()
    hotkey.use(wanted)
    expect([system.taken, system.watched, shown]).toEqual([wanted, wanted, [{ kind: 'full' }]])
    told.length = 0
    system.listener?.down(0)
    system.press() // means nothing beside what is watched
    system.listener?.up(9)
    expect(told).toEqual(['down', 'up'])
  })

  it('is watched where its key lies', () => {
    const { hotkey, system } = setUp()
    hotkey.use(other)
    expect(system.place).toBe('L')
  })

  it.each(['wayland', 'accessibility'] as const)('toggles where keys are not seen: %s', (reason) => {
    const { hotkey, system, shown, told } = setUp({ obstacle: reason })
    hotkey.use(wanted)
    expect([system.watched, shown]).toEqual([null, [{ kind: 'toggle', reason }]])
    told.length = 0
    system.press()
    expect(told).toEqual(['press'])
  })

  it('toggles, once for a key that is held, where the hook fails', async () => {
    const complaint = vi.spyOn(console, 'error').mockReturnValue(undefined)
    const { hotkey, system, shown, told, clock } = setUp({ hookFails: true })
    hotkey.use(wanted)
    expect(shown).toEqual([{ kind: 'toggle', reason: 'no_hook' }])
    told.length = 0
    system.press()
    await clock.advance(660)
    system.press()
    await clock.advance(40)
    system.press()
    await clock.advance(1000)
    expect(told).toEqual(['press'])
    complaint.mockRestore()
  })

  it('is forgotten when it is given back before it is known to be a press', async () => {
    const { hotkey, system, told, clock } = setUp({ obstacle: 'wayland' })
    hotkey.use(wanted)
    system.press()
    await clock.advance(500)
    system.press()
    hotkey.close()
    await clock.advance(1000)
    expect(told.filter((what) => what === 'press')).toHaveLength(1)
  })

  it.each([null, '', 'Nonsense', 'Control+C', 'A'])('is none for %j', (accelerator) => {
    const { hotkey, system, shown } = setUp()
    hotkey.use(accelerator)
    expect([system.taken, system.watched, shown]).toEqual([null, null, [{ kind: 'off' }]])
  })

  it('is none while another program has it, and is tried again', () => {
    const { hotkey, system, shown } = setUp()
    system.takenByOthers.add(wanted)
    hotkey.use(wanted)
    hotkey.reconsider()
    expect([system.watched, shown]).toEqual([null, [{ kind: 'taken' }]])
    system.takenByOthers.clear()
    hotkey.reconsider()
    expect(shown.at(-1)).toEqual({ kind: 'full' })
  })

  it('is watched as soon as macOS permits it', () => {
    const { hotkey, system, shown } = setUp({ obstacle: 'accessibility' })
    hotkey.use(wanted)
    system.obstacle = null
    hotkey.reconsider()
    expect(shown.at(-1)).toEqual({ kind: 'full' })
  })

  it('changes with the settings, and lets go of what was held', () => {
    const { hotkey, system, told } = setUp()
    hotkey.use(wanted)
    system.listener?.down(0)
    hotkey.use(wanted) // another setting has changed
    expect(told.at(-1)).toBe('down')
    hotkey.use(other)
    expect([system.taken, system.watched, told.at(-1)]).toEqual([other, other, 'lose'])
    hotkey.use(null)
    expect([system.taken, system.watched]).toEqual([null, null])
  })

  it('can be paused and closed, and closed again', () => {
    const { hotkey, system, shown } = setUp()
    hotkey.use(wanted)
    hotkey.pause(true)
    hotkey.renew()
    expect([system.taken, system.watched]).toEqual([null, null])
    hotkey.pause(false)
    expect([system.taken, system.watched]).toEqual([wanted, wanted])
    hotkey.close()
    hotkey.close()
    hotkey.renew()
    expect([system.taken, system.watched]).toEqual([null, null])
    expect(shown).toEqual([{ kind: 'full' }])
  })
})

describe('choosing a hotkey', () => {
  it('puts it into force and ends a pause', () => {
    const { hotkey, system } = setUp()
    hotkey.use(wanted)
    hotkey.pause(true)
    hotkey.choose(other)
    expect([system.taken, system.watched]).toEqual([other, other])
    hotkey.choose(null)
    expect(system.taken).toBeNull()
  })

  it.each([
    ['Nonsense', 'hotkey.invalid'],
    ['A', 'hotkey.invalid'],
    ['Control+;', 'hotkey.invalid'],
    ['Control+V', 'hotkey.reserved'],
    [other, 'hotkey.taken'],
  ])('refuses %s and keeps the old one: %s', (accelerator, code) => {
    const { hotkey, system, shown } = setUp()
    system.takenByOthers.add(other)
    hotkey.use(wanted)
    hotkey.pause(true)
    expect(codeOf(() => hotkey.choose(accelerator))).toBe(code)
    expect([system.taken, system.watched, shown]).toEqual([wanted, wanted, [{ kind: 'full' }]])
  })
})

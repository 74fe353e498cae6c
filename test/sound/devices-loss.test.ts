import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DeviceProcess } from '../support/device-process'
import type { DeviceDirection } from '../support/device-process'
import { soundCardMissing, startVirtualSoundCard } from '../support/virtual-sound-card'
import type { VirtualSoundCard } from '../support/virtual-sound-card'

const missing = soundCardMissing()
const CARD = { sampleRate: 48_000, channels: 2 } as const
const DIRECTIONS: readonly DeviceDirection[] = ['input', 'output']

/** Real PortAudio, and devices that go away. */
describe.skipIf(missing !== undefined)(`lost devices${missing === undefined ? '' : ` (${missing})`}`, () => {
  let card: VirtualSoundCard
  let streams: DeviceProcess

  beforeAll(async () => {
    card = await startVirtualSoundCard()
  })
  afterAll(() => card.stop())

  beforeEach(async () => {
    await card.become(CARD)
    streams = new DeviceProcess(card.env)
    await streams.event(['ready'])
  })
  afterEach(() => streams.kill())

  const openBoth = (): void => DIRECTIONS.forEach((direction) => streams.tell(direction))
  const unplug = async (): Promise<void> => {
    await card.pactl('unload-module', 'module-remap-source')
    await card.pactl('unload-module', 'module-null-sink')
  }
  /** That both directions came to a clear end, and the process is still at our service. */
  const expectCleanFailures = async (): Promise<void> => {
    for (const direction of DIRECTIONS) {
      const { code } = await streams.event(['failed', 'refused'], direction)
      expect(code).toMatch(new RegExp(`^audio\\.(${direction}_lost|format_refused|no_${direction})$`))
    }
    streams.tell('list')
    await streams.event(['listed'])
    expect(streams.ending).toBeNull()
  }

  test('a device that runs and stops is reported within half a second', async () => {
    openBoth()
    for (const direction of DIRECTIONS) await streams.event(['running'], direction)
    await unplug()
    for (const direction of DIRECTIONS) {
      const { code, stillMs } = await streams.event(['failed'], direction)
      expect(code).toBe(`audio.${direction}_lost`)
      expect(stillMs).toBeLessThanOrEqual(500)
    }
    await expectCleanFailures()
  })

  test('so is one whose sound server dies', async () => {
    const fragile = await startVirtualSoundCard()
    await streams.kill()
    streams = new DeviceProcess(fragile.env)
    openBoth()
    for (const direction of DIRECTIONS) await streams.event(['running'], direction)
    await fragile.stop()
    for (const direction of DIRECTIONS) {
      const { code, stillMs } = await streams.event(['failed'], direction)
      expect(code).toBe(`audio.${direction}_lost`)
      expect(stillMs).toBeLessThanOrEqual(500)
    }
  })

  test('one that goes right after it was opened is reported within three seconds', async () => {
    openBoth()
    for (const direction of DIRECTIONS) await streams.event(['opened'], direction)
    await unplug()
    for (const direction of DIRECTIONS) {
      expect((await streams.event(['failed'], direction)).stillMs).toBeLessThanOrEqual(3050)
    }
    await expectCleanFailures()
  })

  test('one that goes while it is being opened is refused, or reported, and nothing hangs or crashes', async () => {
    const unplugging = unplug()
    openBoth()
    await unplugging
    await expectCleanFailures()
  })

  test('a device that is asleep is given the time to wake', async () => {
    await card.pactl('load-module', 'module-null-sink', 'sink_name=asleep')
    await card.pactl('set-default-sink', 'asleep')
    await card.pactl('set-default-source', 'asleep.monitor')
    openBoth()
    for (const direction of DIRECTIONS) {
      expect(await streams.event(['failed', 'refused', 'running'], direction)).toMatchObject({ event: 'running' })
    }
  })
})

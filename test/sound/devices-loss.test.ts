import { describe, expect, test } from 'vitest'
import { DeviceProcess } from '../support/device-process'
import type { DeviceDirection } from '../support/device-process'
import { soundCardMissing, startVirtualSoundCard } from '../support/virtual-sound-card'
import type { VirtualSoundCard } from '../support/virtual-sound-card'

const missing = soundCardMissing()
const DIRECTIONS: readonly DeviceDirection[] = ['input', 'output']

/** A sound card with both directions of the native device, in a process that can be thrown away. */
class Plugged {
  readonly card: VirtualSoundCard
  readonly streams: DeviceProcess

  constructor(card: VirtualSoundCard) {
    this.card = card
    this.streams = new DeviceProcess(card.env)
  }

  openBoth(): void {
    for (const direction of DIRECTIONS) this.streams.tell(direction)
  }

  async unplug(): Promise<void> {
    await this.card.pactl('unload-module', 'module-remap-source')
    await this.card.pactl('unload-module', 'module-null-sink')
  }

  /** That both directions came to a clear end, and the process is still at our service. */
  async expectCleanFailures(): Promise<void> {
    for (const direction of DIRECTIONS) {
      const { code } = await this.streams.event(['failed', 'refused'], direction)
      expect(code).toMatch(new RegExp(`^audio\\.(${direction}_lost|format_refused|no_${direction})$`))
    }
    this.streams.tell('list')
    await this.streams.event(['listed'])
    expect(this.streams.ending).toBeNull()
  }
}

/** Runs a test on a card of its own; all of them wait, and do so side by side. Times are counted in the process itself. */
const plugged = (test: (plugged: Plugged) => Promise<void>) => async (): Promise<void> => {
  const card = await startVirtualSoundCard()
  const both = new Plugged(card)
  try {
    await both.streams.event(['ready'])
    await test(both)
  } finally {
    await both.streams.kill()
    await card.stop()
  }
}

/** Real PortAudio, and devices that go away. */
describe.skipIf(missing !== undefined)(
  `lost devices${missing === undefined ? '' : ` (${missing})`}`,
  { concurrent: true },
  () => {
    test(
      'a device that runs and stops is reported within half a second',
      plugged(async (both) => {
        both.openBoth()
        for (const direction of DIRECTIONS) await both.streams.event(['running'], direction)
        await both.unplug()
        for (const direction of DIRECTIONS) {
          const { code, stillMs } = await both.streams.event(['failed'], direction)
          expect(code).toBe(`audio.${direction}_lost`)
          expect(stillMs).toBeLessThanOrEqual(500)
        }
        await both.expectCleanFailures()
      }),
    )

    test(
      'so is one whose sound server dies',
      plugged(async (both) => {
        both.openBoth()
        for (const direction of DIRECTIONS) await both.streams.event(['running'], direction)
        await both.card.stop()
        for (const direction of DIRECTIONS) {
          const { code, stillMs } = await both.streams.event(['failed'], direction)
          expect(code).toBe(`audio.${direction}_lost`)
          expect(stillMs).toBeLessThanOrEqual(500)
        }
      }),
    )

    test(
      'one that goes right after it was opened is reported within three seconds',
      plugged(async (both) => {
        both.openBoth()
        for (const direction of DIRECTIONS) await both.streams.event(['opened'], direction)
        await both.unplug()
        for (const direction of DIRECTIONS) {
          expect((await both.streams.event(['failed'], direction)).stillMs).toBeLessThanOrEqual(3050)
        }
        await both.expectCleanFailures()
      }),
    )

    test(
      'one that goes while it is being opened is refused, or reported, and nothing hangs or crashes',
      plugged(async (both) => {
        const unplugging = both.unplug()
        both.openBoth()
        await unplugging
        await both.expectCleanFailures()
      }),
    )

    test(
      'a device that is asleep is given the time to wake',
      plugged(async (both) => {
        await both.card.pactl('load-module', 'module-null-sink', 'sink_name=asleep')
        await both.card.pactl('set-default-sink', 'asleep')
        await both.card.pactl('set-default-source', 'asleep.monitor')
        both.openBoth()
        for (const direction of DIRECTIONS) {
          expect(await both.streams.event(['failed', 'refused', 'running'], direction)).toMatchObject({
            event: 'running',
          })
        }
      }),
    )
  },
)

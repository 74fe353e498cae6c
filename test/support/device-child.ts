import { createNaudiodonDevice } from '../../src/main/audio/native/naudiodon-device'
import { systemClock } from '../../src/main/clock/system-clock'
import type { DeviceDirection, DeviceMessage } from './device-process'

/** The child side of {@link DeviceProcess}: streams of the native device, and how they fare. */

const TURN_MS = 50
/** Movement in as many turns of the event loop means that the device runs, rather than fills its buffers. */
const RUNNING_TURNS = 10

const device = createNaudiodonDevice(systemClock)
const send = (message: DeviceMessage): void => void process.send?.(message)

/** Counts turns of the event loop, in which a stream has moved or stood still. */
class Movement {
  #moved = false
  #movedTurns = 0
  #stillTurns = 0

  constructor(onRunning: () => void) {
    const turn = (): void => {
      if (this.#moved && ++this.#movedTurns === RUNNING_TURNS) onRunning()
      this.#stillTurns = this.#moved ? 0 : this.#stillTurns + 1
      this.#moved = false
      setTimeout(turn, TURN_MS)
    }
    turn()
  }

  get stillMs(): number {
    return this.#stillTurns * TURN_MS
  }

  move(): void {
    this.#moved = true
  }
}

async function open(direction: DeviceDirection): Promise<void> {
  const movement = new Movement(() => send({ event: 'running', direction }))
  const onFailure = (failure: Error): void =>
    send({ event: 'failed', direction, code: codeOf(failure), stillMs: movement.stillMs })
  try {
    if (direction === 'input') {
      await device.openInput({ onSamples: () => movement.move(), onFailure })
      send({ event: 'opened', direction })
      return
    }
    const output = await device.openOutput({ onFailure })
    send({ event: 'opened', direction })
    for (;;) {
      await output.write(new Int16Array((output.sampleRate / 100) * output.channels))
      movement.move()
      await new Promise(setImmediate) // a speaker that is gone takes everything at once
    }
  } catch (error) {
    send({ event: 'refused', direction, code: codeOf(error) })
  }
}

const codeOf = (failure: unknown): string =>
  (failure as { error?: { code?: string } }).error?.code ?? `no Failure: ${String(failure)}`

process.on('message', (command: DeviceDirection | 'list') => {
  if (command !== 'list') void open(command)
  else void device.list().then((devices) => send({ event: 'listed', devices }))
})
send({ event: 'ready' })

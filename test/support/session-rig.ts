import type { ClientEvent } from '../../src/shared/realtime/client-events'
import { FRAME_SAMPLES, samplesToMs } from '../../src/shared/audio-format'
import { dialects } from '../../src/shared/realtime/dialects'
import { connectionRequest, customProfile } from '../../src/shared/realtime/endpoints'
import type { DialectName } from '../../src/shared/realtime/dialect'
import type { AudioDevice, OutputStream } from '../../src/main/audio/audio-device'
import { createNullDevice } from '../../src/main/audio/null-device'
import { concatSamples } from '../../src/main/audio/pcm'
import { createSpeaker } from '../../src/main/audio/playback'
import { loadResampler } from '../../src/main/audio/resampling/resampler'
import { systemClock } from '../../src/main/clock/system-clock'
import { type DemoServerOptions, startDemoServer } from '../../src/main/demo/server'
import { createWebSocketTransport } from '../../src/main/realtime/web-socket-transport'
import type { Microphone, MicrophoneListener, Transport } from '../../src/main/ports/session'
import { SessionService, type SessionUpdate } from '../../src/main/session/service'
import type { TapeRecorder } from '../../src/main/session/tape/session-tape'
import { resourcesDirectory } from './sounds'

/** A microphone that hears what a test says into it, frame by frame, at the pace of real speech. */
class SpokenMicrophone implements Microphone {
  #listener: MicrophoneListener | null = null
  #waiting: Int16Array[] = []
  #onQuiet: () => void = () => undefined
  #timer: NodeJS.Timeout | null = null
  #start = 0
  #sent = 0

  open(listener: MicrophoneListener): Promise<void> {
    this.#listener = listener
    this.#start = performance.now()
    this.#timer = setInterval(() => this.#deliver(), 5)
    return Promise.resolve()
  }

  close(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    this.#listener = null
    return Promise.resolve()
  }

  /** Says something, with silence before and after; resolves when its last frame was heard. */
  speak(samples: Int16Array): Promise<void> {
    for (let from = 0; from < samples.length; from += FRAME_SAMPLES) {
      const frame = new Int16Array(FRAME_SAMPLES)
      frame.set(samples.subarray(from, from + FRAME_SAMPLES))
      this.#waiting.push(frame)
    }
    return new Promise((resolve) => {
      this.#onQuiet = resolve
    })
  }

  #deliver(): void {
    const due = Math.floor((performance.now() - this.#start) / 10)
    for (; this.#sent < due; this.#sent++) {
      const frame = this.#waiting.shift()
      this.#listener?.onFrame(frame ?? new Int16Array(FRAME_SAMPLES))
      if (frame && this.#waiting.length === 0) this.#onQuiet()
    }
  }
}

/** A speaker that takes sound in real time and notes all of it. */
class TappedDevice implements AudioDevice {
  readonly #taken: Int16Array[] = []
  #length = 0
  /** Where the first sample is that is not silence. */
  #start = Number.POSITIVE_INFINITY
  /** Where the last one is. */
  #end = 0
  readonly #waiting = new Set<() => void>()
  readonly #device = createNullDevice(systemClock)

  readonly list = () => this.#device.list()
  readonly openInput: AudioDevice['openInput'] = (request) => this.#device.openInput(request)

  async openOutput(request: Parameters<AudioDevice['openOutput']>[0]): Promise<OutputStream> {
    const stream = await this.#device.openOutput(request)
    return {
      sampleRate: stream.sampleRate,
      channels: stream.channels,
      continuous: stream.continuous,
      pendingSamples: () => stream.pendingSamples(),
      close: () => stream.close(),
      write: (samples) => {
        this.#note(samples)
        for (const check of this.#waiting) check()
        return stream.write(samples)
      },
    }
  }

  /** Resolves when so many milliseconds of sound were taken. */
  hasTaken(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (samplesToMs(this.#end - this.#start) < ms) return
        this.#waiting.delete(check)
        resolve()
      }
      this.#waiting.add(check)
      check()
    })
  }

  /** What was taken so far, from the first to the last sample that is not silence. */
  sound(): Int16Array {
    return this.#end === 0 ? new Int16Array(0) : concatSamples(this.#taken).subarray(this.#start, this.#end)
  }

  #note(samples: Int16Array): void {
    const last = samples.findLastIndex((sample) => sample !== 0)
    if (last >= 0) {
      this.#start = Math.min(this.#start, this.#length + samples.findIndex((sample) => sample !== 0))
      this.#end = this.#length + last + 1
    }
    this.#taken.push(samples.slice())
    this.#length += samples.length
  }
}

export interface SessionRig {
  readonly service: SessionService
  readonly microphone: SpokenMicrophone
  readonly device: TappedDevice
  /** Every event that was sent to the server, in GA names; audio is left out. */
  readonly sent: readonly ClientEvent[]
  readonly updates: readonly SessionUpdate[]
  /** Resolves at the first update from now on that fits. */
  next(fits: (update: SessionUpdate) => boolean): Promise<void>
  close(): Promise<void>
}

/** A whole session on a real socket to the demo server, with a microphone and a speaker that a test can see into. */
export async function startSessionRig(
  options: Partial<DemoServerOptions> & { readonly dialect?: DialectName; readonly recorder?: TapeRecorder } = {},
): Promise<SessionRig> {
  const dialect = options.dialect ?? 'ga'
  const server = await startDemoServer({ clock: systemClock, resourcesDirectory, ...options, dialect })
  const sent: ClientEvent[] = []
  const updates: SessionUpdate[] = []
  const profile = customProfile(server.url, dialect)
  const transport = createWebSocketTransport({
    request: connectionRequest(profile, 'gpt-realtime-2.1', undefined),
    dialect: dialects[dialect],
    rates: profile.rates,
    loadConverter: loadResampler,
    clock: systemClock,
  })
  const microphone = new SpokenMicrophone()
  const device = new TappedDevice()
  const service = new SessionService({
    transport: noting(transport, sent),
    microphone,
    speaker: createSpeaker(device, systemClock),
    clock: systemClock,
    ...(options.recorder && { recorder: options.recorder }),
  })
  service.subscribe((update) => updates.push(update))
  return {
    service,
    microphone,
    device,
    sent,
    updates,
    next: (fits) =>
      new Promise((resolve) => {
        const unsubscribe = service.subscribe((update) => {
          if (!fits(update)) return
          unsubscribe()
          resolve()
        })
      }),
    async close() {
      await service.stop()
      await server.close()
    },
  }
}

const noting = (transport: Transport, sent: ClientEvent[]): Transport => ({
  connect(listener) {
    const connection = transport.connect(listener)
    return {
      send(event) {
        sent.push(event)
        connection.send(event)
      },
      sendAudio: (samples) => connection.sendAudio(samples),
      close: () => connection.close(),
    }
  },
})

/** Fits the server event of a type (in GA names). */
export const serverEvent =
  (type: string) =>
  (update: SessionUpdate): boolean =>
    update.type === 'frame' && update.frame.kind === 'event' && update.frame.event.type === type

/** Fits the state in which the session does something. */
export const activity =
  (wanted: string) =>
  (update: SessionUpdate): boolean =>
    update.type === 'state' && update.state.phase === 'ready' && update.state.activity === wanted

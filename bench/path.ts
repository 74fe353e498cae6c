import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { type WebSocket, WebSocketServer } from 'ws'
import type { AudioDevice, OutputStream } from '../src/main/audio/audio-device'
import { createMicrophone } from '../src/main/audio/capture'
import { createSpeaker } from '../src/main/audio/playback'
import { loadResampler } from '../src/main/audio/resampling/resampler'
import { createWavDevice } from '../src/main/audio/wav/wav-device'
import { systemClock } from '../src/main/clock/system-clock'
import { createWebSocketTransport } from '../src/main/realtime/web-socket-transport'
import { SessionService } from '../src/main/session/service'
import { msToSamples } from '../src/shared/audio-format'
import { connectionRequest, customProfile } from '../src/shared/realtime/endpoints'
import { defaultSettings } from '../src/shared/realtime/session-config'
import type { Benchmark, Measurement } from './support/benchmark'
import { runWhenMain } from './support/run-when-main'

/**
 * The way of the sound through the whole program, in real time, with WAV files as devices and a real socket:
 * - `path.mic_to_wire_ms`: from the moment the microphone delivers a frame until a server on this machine has received it.
 * - `path.wire_to_device_ms`: from the moment that server sends the first sound of an answer until it is handed to the
 *   speaker's device.
 */

const answers = 300
const answerEveryMs = 80
const answerMs = 40

const microphoneFile = join(import.meta.dirname, '..', 'test', 'fixtures', 'hello.wav')
const target = 5

interface Times {
  readonly captured: number[]
  readonly received: number[]
  readonly sent: number[]
  readonly handedOver: number[]
}

async function run(): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  const times: Times = { captured: [], received: [], sent: [], handedOver: [] }
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const answered = new Promise<void>((resolve) =>
    server.on('connection', (socket) => void serve(socket, times).then(resolve)),
  )
  const service = compose(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/`, folder, times)
  service.start({ ...defaultSettings, mode: 'server_vad' })
  await answered
  await service.stop()
  server.close()
  rmSync(folder, { recursive: true, force: true })
  return [
    ...summary('path.mic_to_wire', differences(times.captured, times.received)),
    ...summary('path.wire_to_device', differences(times.sent, times.handedOver)),
  ]
}

function compose(url: string, folder: string, times: Times): SessionService {
  const profile = customProfile(url, 'ga')
  const outputPath = join(folder, 'out.wav')
  const device = tapped(
    createWavDevice({ clock: systemClock, pace: 'real-time', inputPath: microphoneFile, outputPath }),
    times,
  )
  return new SessionService({
    transport: createWebSocketTransport({
      request: connectionRequest(profile, 'model', undefined),
      dialect: 'auto',
      rates: profile.rates,
      loadConverter: loadResampler,
      clock: systemClock,
    }),
    microphone: createMicrophone(device),
    speaker: createSpeaker(device, systemClock),
    clock: systemClock,
  })
}

/** Notes when the device delivers a frame, and when it is handed the first sound after silence. */
function tapped(device: AudioDevice, { captured, handedOver }: Times): AudioDevice {
  let silent = true
  return {
    list: () => device.list(),
    openInput: (request) =>
      device.openInput({
        ...request,
        onSamples: (samples) => {
          captured.push(performance.now())
          request.onSamples(samples)
        },
      }),
    async openOutput(request) {
      const stream = await device.openOutput(request)
      const write: OutputStream['write'] = (samples) => {
        const sounds = samples.some((sample) => sample !== 0)
        if (sounds && silent) handedOver.push(performance.now())
        silent = !sounds
        return stream.write(samples)
      }
      return {
        sampleRate: stream.sampleRate,
        channels: stream.channels,
        continuous: stream.continuous,
        write,
        pendingSamples: () => stream.pendingSamples(),
        close: () => stream.close(),
      }
    },
  }
}

/** Greets, notes when each frame arrives, and sends short answers with silence between. */
async function serve(socket: WebSocket, { received, sent }: Times): Promise<void> {
  const send = (event: object): void => socket.send(JSON.stringify(event))
  send({ type: 'session.created', session: { type: 'realtime' } })
  await new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      if (data.includes('input_audio_buffer.append')) received.push(performance.now())
      else resolve()
    })
  })
  const audio = Buffer.from(new Int16Array(msToSamples(answerMs)).fill(1000).buffer).toString('base64')
  for (let answer = 0; answer < answers; answer++) {
    // An odd rhythm, so that answers meet the device at every point of its cycle.
    await new Promise((resolve) => setTimeout(resolve, answerEveryMs + (answer % 13)))
    const part = { response_id: `r${answer}`, item_id: `i${answer}`, output_index: 0, content_index: 0 }
    send({ type: 'response.created', response: { id: part.response_id } })
    sent.push(performance.now())
    send({ type: 'response.output_audio.delta', ...part, delta: audio })
    send({ type: 'response.output_audio.done', ...part })
    send({ type: 'response.done', response: { id: part.response_id, status: 'completed', output: [] } })
  }
  await new Promise((resolve) => setTimeout(resolve, answerEveryMs))
}

/** Pairs moments by their order; each thing that began also arrived, or the benchmark would be wrong. */
function differences(began: readonly number[], arrived: readonly number[]): readonly number[] {
  // The last frames may still be on their way when the session ends.
  if (arrived.length < began.length * 0.98) throw new Error(`${began.length} began, only ${arrived.length} arrived.`)
  return arrived.map((moment, index) => moment - (began[index] ?? moment))
}

function summary(name: string, milliseconds: readonly number[]): readonly Measurement[] {
  const sorted = [...milliseconds].sort((left, right) => left - right)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return [
    { name: `${name}_ms`, value: at(0.99), target },
    { name: `${name}_median_ms`, value: at(0.5) },
  ]
}

export const benchmark: Benchmark = { name: 'path', run }

await runWhenMain(import.meta.url, benchmark)

import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { bytesToSamples } from '../../src/main/audio/pcm'
import { runFirst } from './priority'

/** What a card of this kind, or a recording of it, is made of. */
export interface CardFormat {
  /** Hertz. */
  readonly sampleRate: number
  readonly channels: 1 | 2
}

const CARD: CardFormat = { sampleRate: 48_000, channels: 2 }
const RECORDING: CardFormat = { sampleRate: 24_000, channels: 1 }
const TOOLS = ['pulseaudio', 'pactl', 'paplay', 'parec'] as const
/** Where Linux distributions keep the plug-in that lets ALSA programs, such as PortAudio, play through PulseAudio. */
const ALSA_PLUGIN = ['x86_64-linux-gnu', 'aarch64-linux-gnu', 'arm-linux-gnueabihf', '.'].map((folder) =>
  join('/usr/lib', folder, 'alsa-lib/libasound_module_pcm_pulse.so'),
)
/** The server leaves by itself when a test run was killed and nobody is connected any more. */
const ORPHAN_EXIT_SECONDS = 30

/** A private sound server with a microphone that can be spoken into and a speaker that can be listened to. */
export interface VirtualSoundCard {
  /** Variables for the process that opens the sound card; PortAudio reads them once, when it is first used. */
  readonly env: Readonly<Record<string, string>>
  /** Plays a WAV file into the microphone; resolves when it was played. */
  speak(wavPath: string): Promise<void>
  /** Starts to record what the speaker plays, as 24 kHz mono unless told otherwise; resolves when samples arrive. */
  record(format?: CardFormat): Promise<SpeakerRecording>
  /** Exchanges the microphone and the speaker for ones of another format, under the same names; nothing may be open. */
  become(format: CardFormat): Promise<void>
  /** Runs `pactl`, for example to load and unload modules; resolves with what it printed. */
  pactl(...parameters: string[]): Promise<string>
  /** Ends everything that was started, and removes its files. */
  stop(): Promise<void>
}

export interface SpeakerRecording {
  /** Samples so far, interleaved. */
  readonly length: number
  /** Resolves when what was recorded last is so much silence; what was played before has then been recorded. */
  quiet(ms: number): Promise<void>
  stop(): Promise<Int16Array>
}

/** Why there can be no virtual sound card on this machine; undefined when there can. */
export function soundCardMissing(): string | undefined {
  if (process.platform !== 'linux') return 'virtual sound cards need Linux'
  const folders = (process.env.PATH ?? '').split(delimiter)
  const missing: string[] = TOOLS.filter((tool) => !folders.some((folder) => existsSync(join(folder, tool))))
  if (!ALSA_PLUGIN.some((path) => existsSync(path))) missing.push('libasound2-plugins')
  return missing.length === 0 ? undefined : `not installed: ${missing.join(', ')}`
}

/** Starts PulseAudio in a runtime folder of its own, beside any that is running. */
export async function startVirtualSoundCard(): Promise<VirtualSoundCard> {
  const home = await mkdtemp(join(tmpdir(), 'parley-sound-')) // mode 700, as PulseAudio demands of its runtime folder
  const alsaConfig = join(home, 'asound.conf')
  // Without the system's own file: PortAudio would try all the devices it lists, and complain about each.
  await writeFile(alsaConfig, 'pcm.default { type pulse }\nctl.default { type pulse }\n')
  const settings = join(home, '.config', 'pulse')
  await mkdir(settings, { recursive: true })
  // It loses count of shared memory when devices come and go ("non-registered memfd"), and dies of it. And where it may run
  // in real time (as root), the kernel kills it after 200 ms without a rest, which a busy machine may bring about.
  await writeFile(join(settings, 'daemon.conf'), 'enable-shm = no\nrlimit-rttime = -1\n')
  const runtime = join(home, 'pulse')
  const env = {
    HOME: home,
    XDG_RUNTIME_DIR: home,
    PULSE_RUNTIME_PATH: runtime,
    PULSE_SERVER: `unix:${join(runtime, 'native')}`,
    ALSA_CONFIG_PATH: alsaConfig,
  }
  // On a session bus PulseAudio takes a name, and refuses to be the second one there; where a display is, it even starts one.
  const alone = { ...process.env, ...env, DBUS_SESSION_BUS_ADDRESS: 'disabled:' }
  const started = new Set<ChildProcess>()
  const start = (command: string, parameters: readonly string[]): ChildProcess => {
    const child = spawn(command, parameters, { env: alone, stdio: ['ignore', 'pipe', 'pipe'] })
    if (child.pid !== undefined) runFirst(child.pid) // an instrument that waits for its turn measures the machine
    started.add(child)
    child.once('close', () => started.delete(child))
    return child
  }
  const run = (command: string, ...parameters: string[]): Promise<string> =>
    finished(start(command, parameters), command)
  /**
   * Devices that nobody listens to sleep, and take 2 s to wake, or less when they are stopped and started. The listeners
   * leave with their device.
   */
  const keepAwake = async (): Promise<void> => {
    const listeners = ['spk.monitor', 'mic'].map((source) => start('parec', recordFrom(source, RECORDING)))
    const awake = Promise.all(listeners.map((listener) => startRecording(listener)))
    for (const suspended of ['1', '0']) {
      for (const sink of ['spk', 'micsink']) await run('pactl', 'suspend-sink', sink, suspended)
    }
    await awake
  }
  start('pulseaudio', SERVER).stderr?.resume()
  const card: VirtualSoundCard = {
    env,
    async speak(wavPath) {
      await run('paplay', '--device=micsink', wavPath)
    },
    record: (format = RECORDING) => startRecording(start('parec', recordFrom('spk.monitor', format)), format),
    async become(format) {
      for (const module of ['module-remap-source', 'module-null-sink']) await run('pactl', 'unload-module', module)
      for (const module of devices(format)) await run('pactl', 'load-module', ...module.split(' '))
      await ready(card)
      await keepAwake()
    },
    pactl: (...parameters) => run('pactl', ...parameters),
    async stop() {
      for (const child of started) child.kill('SIGKILL')
      await Promise.all([...started].map((child) => new Promise((resolve) => child.once('close', resolve))))
      await rm(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  await ready(card)
  await keepAwake()
  return card
}

/** The modules that make a speaker, what is spoken into, and the microphone that hears it. */
const devices = ({ sampleRate, channels }: CardFormat): readonly string[] => [
  `module-null-sink sink_name=spk rate=${sampleRate} channels=${channels}`,
  `module-null-sink sink_name=micsink rate=${sampleRate} channels=${channels}`,
  'module-remap-source master=micsink.monitor source_name=mic',
]

const SERVER = [
  '-n',
  '--daemonize=no',
  '--use-pid-file=no',
  `--exit-idle-time=${ORPHAN_EXIT_SECONDS}`,
  '--log-target=stderr',
  ...['module-native-protocol-unix', ...devices(CARD)].flatMap((module) => ['-L', module]),
]

const recordFrom = (source: string, { sampleRate, channels }: CardFormat): readonly string[] => [
  `--device=${source}`,
  '--format=s16le',
  `--rate=${sampleRate}`,
  `--channels=${channels}`,
  '--latency-msec=100',
]

/** Waits until the server answers; it gives no other sign. */
async function ready(card: VirtualSoundCard): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await card.pactl('set-default-sink', 'spk')
      await card.pactl('set-default-source', 'mic')
      return
    } catch (error) {
      if (attempt === 100) {
        await card.stop()
        throw error
      }
      await setTimeout(100)
    }
  }
}

async function startRecording(
  recorder: ChildProcess,
  { sampleRate, channels }: CardFormat = RECORDING,
): Promise<SpeakerRecording> {
  const chunks: Buffer[] = []
  let bytes = 0
  let quietBytes = 0
  const waiting = new Set<() => void>()
  const closed = new Promise<void>((resolve) => recorder.once('close', () => resolve()))
  const begun = new Promise<void>((resolve) => recorder.stdout?.once('data', () => resolve()))
  recorder.stdout?.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    bytes += chunk.length
    quietBytes = chunk.every((byte) => byte === 0) ? quietBytes + chunk.length : 0
    for (const check of waiting) check()
  })
  await Promise.race([begun, closed])
  return {
    get length() {
      return bytes / 2
    },
    quiet: (ms) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (quietBytes < (ms / 1000) * sampleRate * channels * 2) return
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
      }),
    async stop() {
      recorder.kill('SIGTERM')
      await closed
      return bytesToSamples(Buffer.concat(chunks)).slice()
    },
  }
}

function finished(child: ChildProcess, name: string): Promise<string> {
  let output = ''
  let complaint = ''
  child.stdout?.on('data', (text: Buffer) => (output += text.toString()))
  child.stderr?.on('data', (text: Buffer) => (complaint += text.toString()))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(output)
      else reject(new Error(`${name} failed (${code}): ${complaint.trim()}`))
    })
  })
}

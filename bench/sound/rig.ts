import path from 'node:path'
import { forkSound } from '../../src/main/programs/fork-sound'
import { SoundSupervisor } from '../../src/main/audio/process/sound-supervisor'
import type { SoundListener } from '../../src/main/ports/assistant'
import { loadResampler } from '../../src/main/audio/resampling/resampler'
import { systemClock } from '../../src/main/clock/system-clock'
import { createWebSocketTransport } from '../../src/main/realtime/web-socket-transport'
import { SessionService } from '../../src/main/session/service'
import { connectionRequest, customProfile } from '../../src/shared/realtime/endpoints'
import { defaultSettings, serverTakesTurns } from '../../src/shared/realtime/session-config'
import type { TurnMode } from '../../src/shared/realtime/turn-mode'
import { defaultUserSettings, type EchoChoice } from '../../src/shared/settings'
import { startVirtualSoundCard, type VirtualSoundCard } from '../../test/support/virtual-sound-card'

/** The sound process as users have it: `npm run build` first. */
const soundProgram = path.join(import.meta.dirname, '../../out/main/sound.js')

export interface SoundRig {
  readonly card: VirtualSoundCard
  readonly service: SessionService
  close(): Promise<void>
}

export interface SoundRigOptions {
  readonly url: string
  readonly mode: TurnMode
  readonly echo: EchoChoice
  readonly listener?: Partial<SoundListener>
  /** A card that is there already. */
  readonly card?: VirtualSoundCard
}

/** A session on the real sound process and a virtual card; resolves when the microphone hears. */
export async function startSoundRig(options: SoundRigOptions): Promise<SoundRig> {
  const card = options.card ?? (await startVirtualSoundCard())
  Object.assign(process.env, card.env)
  const sound = new SoundSupervisor({
    launch: forkSound(soundProgram),
    clock: systemClock,
    settings: {
      ...defaultUserSettings.audio,
      echoCancellation: options.echo,
      handsFree: serverTakesTurns(options.mode),
    },
    movesStreams: true,
  })
  sound.listen({ heard: () => undefined, played: () => undefined, onEcho: () => undefined, ...options.listener })
  const profile = customProfile(options.url, 'ga')
  const { microphone, speaker } = sound
  const service = new SessionService({
    transport: createWebSocketTransport({
      request: connectionRequest(profile, 'model', undefined),
      dialect: 'auto',
      rates: profile.rates,
      loadConverter: loadResampler,
      clock: systemClock,
    }),
    microphone,
    speaker,
    clock: systemClock,
  })
  const hears = new Promise<void>((resolve) => {
    service.subscribe((update) => {
      if (update.type === 'state' && update.state.phase === 'ready' && update.state.microphoneOpen) resolve()
    })
  })
  service.start({ ...defaultSettings, mode: options.mode })
  await hears
  return {
    card,
    service,
    async close() {
      await service.stop()
      if (!options.card) await card.stop()
    },
  }
}

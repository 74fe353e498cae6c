import type { VirtualSoundCard } from '../../test/support/virtual-sound-card'

export interface Room {
  /** Takes the way from the speaker to the microphone away. */
  close(): Promise<void>
}

/** Lets the card's microphone hear its speaker: so many milliseconds later, and 10 dB quieter. */
export async function openRoom(card: VirtualSoundCard, delayMs: number): Promise<Room> {
  const loop = ['source=spk.monitor', 'sink=micsink', `latency_msec=${delayMs}`]
  const module = (await card.pactl('load-module', 'module-loopback', ...loop)).trim()
  const inputs = await card.pactl('list', 'short', 'sink-inputs')
  const input = inputs
    .split('\n')
    .find((line) => line.includes('module-loopback'))
    ?.split('\t')[0]
  if (input === undefined) throw new Error('PulseAudio has no loopback.')
  await card.pactl('set-sink-input-volume', input, '0.316')
  return {
    async close() {
      await card.pactl('unload-module', module)
    },
  }
}

import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { AudioTestOutcome, AudioTestPhase } from '../../../shared/ipc/contract'
import { request } from '../ipc'

export type { AudioTestOutcome, AudioTestPhase }

/** The test of the microphone and the speaker, as the main side has it. */
export const useDeviceTestStore = defineStore('device-test', () => {
  const phase = ref<AudioTestPhase>('over')

  function replace(next: { readonly phase: AudioTestPhase }): void {
    phase.value = next.phase
  }

  const run = (): Promise<AudioTestOutcome> => request('audio.test')
  const stop = (): Promise<undefined> => request('audio.stopTest')

  return { phase, replace, run, stop }
})

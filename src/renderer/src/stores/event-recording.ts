import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { EventRecordingStatus, ExportOutcome } from '../../../shared/ipc/contract'
import { request } from '../ipc'
import { useNotices } from './notices'

/** The recording of events, as the main side has it; what goes wrong is shown as a notice. */
export const useEventRecording = defineStore('event-recording', () => {
  const notices = useNotices()
  const status = shallowRef<EventRecordingStatus>({ kind: 'none' })

  function replace(next: EventRecordingStatus): void {
    status.value = next
  }

  const start = (withAudio: boolean) => notices.attempt(() => request('diagnostics.startRecording', { withAudio }))
  const stop = () => notices.attempt(() => request('diagnostics.stopRecording'))
  const remove = () => notices.attempt(() => request('diagnostics.removeRecording'))
  /** Has the recording made a file for the user. */
  const save = (): Promise<ExportOutcome> => request('diagnostics.saveRecording')

  return { status, replace, start, stop, remove, save }
})

import { defineStore } from 'pinia'
import { ref } from 'vue'
import { request } from '../ipc'

/** The last lines of the log, as they were when they were read. */
export const useLog = defineStore('log', () => {
  const folder = ref('')
  const lines = ref<readonly string[]>([])

  async function read(): Promise<void> {
    const read = await request('log.read')
    folder.value = read.folder
    lines.value = read.lines
  }

  const openFolder = (): Promise<undefined> => request('log.openFolder')

  return { folder, lines, read, openFolder }
})

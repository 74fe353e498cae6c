import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { AppError } from '../../../shared/ipc/result'
import { errorOf } from '../ipc'

export type { AppError }

/** Something to tell that is no part of the conversation. */
export type Notice =
  | { readonly id: number; readonly kind: 'error'; readonly error: AppError }
  | { readonly id: number; readonly kind: 'saved'; readonly path: string }
  | { readonly id: number; readonly kind: 'copied' }

type NewNotice = Notice extends infer N ? (N extends Notice ? Omit<N, 'id'> : never) : never

/** How many are shown at once: older ones make room. */
const MOST = 3

/** What the window has to say beside the conversation. Errors stay until they are put away. */
export const useNotices = defineStore('notices', () => {
  const shown = ref<readonly Notice[]>([])
  let nextId = 1

  function add(notice: NewNotice): void {
    const others = shown.value.filter((other) => !sameNotice(other, notice))
    shown.value = [...others, { ...notice, id: nextId++ } as Notice].slice(-MOST)
  }

  function dismiss(id: number): void {
    shown.value = shown.value.filter((notice) => notice.id !== id)
  }

  /** Runs a request and shows what goes wrong; answers whether it went well. */
  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (thrown) {
      add({ kind: 'error', error: errorOf(thrown) })
      return false
    }
  }

  return { shown, add, dismiss, attempt }
})

const sameNotice = (left: NewNotice, right: NewNotice): boolean =>
  left.kind === 'error' && right.kind === 'error' ? left.error.code === right.error.code : left.kind === right.kind

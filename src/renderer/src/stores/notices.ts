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
  /** Everything was forgotten. */
  | { readonly id: number; readonly kind: 'forgotten' }
  /** Conversations were removed; `title` is the first one's. They can be had back for a while. */
  | { readonly id: number; readonly kind: 'removed'; readonly ids: readonly string[]; readonly title: string }

type NewNotice = Notice extends infer N ? (N extends Notice ? Omit<N, 'id'> : never) : never

/** How many are shown at once: older ones make room. */
const MAX_NOTICES = 3

/** What the window has to say beside the conversation. Errors stay until they are put away. */
export const useNotices = defineStore('notices', () => {
  const shown = ref<readonly Notice[]>([])
  let nextId = 1

  function add(notice: NewNotice): void {
    const others = shown.value.filter((other) => !sameNotice(other, notice))
    shown.value = [...others, { ...notice, id: nextId++ } as Notice].slice(-MAX_NOTICES)
  }

  function dismiss(id: number): void {
    shown.value = shown.value.filter((notice) => notice.id !== id)
  }

  /** What was removed can't be had back any more. */
  function dismissRemovals(): void {
    shown.value = shown.value.filter(({ kind }) => kind !== 'removed')
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

  return { shown, add, dismiss, dismissRemovals, attempt }
})

function sameNotice(left: NewNotice, right: NewNotice): boolean {
  if (left.kind === 'error' && right.kind === 'error') return left.error.code === right.error.code
  // Each removal can be taken back on its own.
  return left.kind === right.kind && left.kind !== 'removed'
}

import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ExportFormat } from '../../../shared/history/export-format'
import type { ConversationSummary } from '../../../shared/history/summary'
import type { ExportOutcome } from '../../../shared/ipc/contract'
import { request } from '../ipc'
import { useNotices } from './notices'
import { PagedList } from './paged-list'
import { anchoredAt, everything, extendedTo, noSelection, type Selection, toggled, without } from './selection'

export type { ConversationSummary, ExportFormat }

/** How many conversations are asked for at once. */
const PAGE_CONVERSATIONS = 200

/** The list of the conversations that are kept, and what can be done with them. */
export const useHistory = defineStore('history', () => {
  const notices = useNotices()
  const listed = shallowRef<readonly ConversationSummary[]>([])
  /** Whether the first piece is there. */
  const loaded = ref(false)
  /** Whether all of it is there. */
  const complete = ref(false)
  /** Removed here, and still in the list as it was read. */
  const leaving = shallowRef<ReadonlySet<string>>(new Set())
  const selection = shallowRef<Selection>(noSelection)

  const conversations = computed(() =>
    leaving.value.size === 0 ? listed.value : listed.value.filter(({ id }) => !leaving.value.has(id)),
  )
  const selected = computed(() => selection.value.ids)

  const pages = new PagedList<ConversationSummary>({
    async read(cursor) {
      const { conversations: entries, next } = await request('history.list', { cursor, limit: PAGE_CONVERSATIONS })
      return { entries, next }
    },
    onChange(list) {
      listed.value = list.entries
      complete.value = list.complete
      loaded.value = true
      if (list.complete) dropMissing()
    },
  })

  /** Has so many conversations read, or all of them. */
  const want = (count: number) => notices.attempt(() => pages.want(count))
  /** The main side's list has changed. */
  const renew = () => notices.attempt(() => pages.renew())

  function select(next: Selection): void {
    selection.value = next
  }

  /** What was removed elsewhere is not selected any more. */
  function dropMissing(): void {
    if (selected.value.size === 0) return
    const there = new Set(listed.value.map(({ id }) => id))
    select(
      without(
        selection.value,
        [...selected.value].filter((id) => !there.has(id)),
      ),
    )
  }

  const ids = (): readonly string[] => conversations.value.map(({ id }) => id)
  const clearSelection = (): void => select(noSelection)
  const anchor = (id: string): void => select(anchoredAt(id))
  const toggle = (id: string): void => select(toggled(selection.value, id))
  const extendTo = (id: string): void => select(extendedTo(selection.value, id, ids()))

  async function selectAll(): Promise<void> {
    if (await want(Infinity)) select(everything(selection.value, ids()))
  }

  /** What something is done with that was begun at an entry: all that is selected if the entry is, else the entry. */
  const touched = (id: string): readonly string[] => (selected.value.has(id) ? [...selected.value] : [id])

  function rename(id: string, title: string): Promise<boolean> {
    if (title !== '') pages.edit((entry) => (entry.id === id ? { ...entry, title } : entry))
    return notices.attempt(() => request('history.rename', { id, title }))
  }

  const pin = (which: readonly string[], pinned: boolean) =>
    notices.attempt(() => request('history.pin', { ids: [...which], pinned }))

  /** Takes conversations out of the history, and offers to take that back. */
  async function remove(which: readonly string[]): Promise<void> {
    const title = listed.value.find(({ id }) => id === which[0])?.title ?? ''
    leaving.value = new Set([...leaving.value, ...which])
    select(without(selection.value, which))
    if (await notices.attempt(() => request('history.remove', { ids: [...which] }))) {
      notices.add({ kind: 'removed', ids: which, title })
      await renew()
    }
    const gone = new Set(which)
    leaving.value = new Set([...leaving.value].filter((id) => !gone.has(id)))
  }

  const restore = (which: readonly string[]) =>
    notices.attempt(async () => {
      await request('history.restore', { ids: [...which] })
      await pages.renew()
    })

  /** Erases everything, for good. */
  async function forget(): Promise<void> {
    if (!(await notices.attempt(() => request('history.forget')))) return
    notices.dismissRemovals()
    notices.add({ kind: 'forgotten' })
  }

  const exportAs = (
    which: readonly string[] | 'all',
    format: ExportFormat,
    withAudio = false,
  ): Promise<ExportOutcome> =>
    request('history.export', { ids: which === 'all' ? which : [...which], format, withAudio })

  /** Conversations as Markdown. */
  const asMarkdown = async (which: readonly string[]): Promise<string> =>
    (await request('history.copy', { ids: [...which] })).text

  const drag = (which: readonly string[]) => notices.attempt(() => request('history.drag', { ids: [...which] }))
  const share = (which: readonly string[]) => notices.attempt(() => request('history.share', { ids: [...which] }))

  return {
    conversations,
    loaded,
    complete,
    selected,
    want,
    renew,
    clearSelection,
    anchor,
    toggle,
    extendTo,
    selectAll,
    touched,
    rename,
    pin,
    remove,
    restore,
    forget,
    exportAs,
    asMarkdown,
    drag,
    share,
  }
})

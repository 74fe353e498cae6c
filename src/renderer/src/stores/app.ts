import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef } from 'vue'
import type { Item, ItemId } from '../../../shared/conversation/item'
import type { Recording } from '../../../shared/history/recording'
import type {
  AppSnapshot,
  ConversationChange,
  Events,
  ExportOutcome,
  ShownConversation,
} from '../../../shared/ipc/contract'
import type { AppError } from '../../../shared/ipc/result'
import { noUsage } from '../../../shared/usage/usage'
import { request, subscribe } from '../ipc'
import { ChangeQueue } from './change-queue'
import { useDeviceTestStore } from './device-test'
import { type ConversationView, foldPatches, PatchMisfit } from './fold-patches'
import { useEventRecording } from './event-recording'
import { useHistory } from './history'
import { useHistorySearch } from './history-search'
import { useNotices } from './notices'
import { useSession } from './session'
import { useSettings } from './settings'

export type { ExportOutcome, ShownConversation }
export type MenuCommand = Events['command']['name']

const none: ShownConversation = {
  id: '',
  title: '',
  live: true,
  offTheRecord: false,
  recordings: [],
  recordingsUrl: '',
}

/** The conversation that is shown, as the main side has it. */
export const useApp = defineStore('app', () => {
  const session = useSession()
  const deviceTest = useDeviceTestStore()
  const eventRecording = useEventRecording()
  const settings = useSettings()
  const notices = useNotices()
  const history = useHistory()
  const search = useHistorySearch()
  const changes = new ChangeQueue<ConversationChange>()

  const loaded = ref(false)
  const host = ref<AppSnapshot['host']>('desktop')
  const version = ref('')
  const dollars = ref<number | null>(null)
  const conversation = shallowRef<ShownConversation>(none)
  const conversationId = computed(() => conversation.value.id)
  /** What was recorded of the shown conversation, by the part that it is of. */
  const recordings = computed(
    () => new Map(conversation.value.recordings.map((one) => [`${one.itemId} ${one.contentIndex}`, one])),
  )
  /** Why conversations can't be kept at the moment. */
  const storageTrouble = shallowRef<AppError | null>(null)
  /** What is typed and not sent. The main side has it too, for the window that comes after this one. */
  const draft = ref('')
  // Shallow: an item is replaced when it changes, and only those who show it notice.
  const view: ConversationView = shallowReactive({
    order: [],
    items: shallowReactive(new Map<ItemId, Item>()),
    usage: noUsage,
    rateLimits: [],
  })
  /** Counts the snapshots asked for: an answer that a newer question has overtaken is not used. */
  let asked = 0

  /** Asks for everything anew. */
  async function load(): Promise<void> {
    const question = ++asked
    changes.awaitSnapshot()
    await notices.attempt(async () => {
      const snapshot = await request('app.snapshot')
      if (question === asked) show(snapshot)
    })
  }

  function show(snapshot: AppSnapshot): void {
    host.value = snapshot.host
    version.value = snapshot.version
    conversation.value = snapshot.conversation
    storageTrouble.value = snapshot.storageTrouble
    dollars.value = snapshot.dollars
    // As a whole: each of thousands of messages that is added to a map by itself is noticed by itself.
    view.order = snapshot.items.map(({ id }) => id)
    view.items = shallowReactive(new Map(snapshot.items.map((item) => [item.id, item])))
    view.usage = snapshot.usage
    view.rateLimits = snapshot.rateLimits
    session.replace(snapshot.session)
    session.replaceTalk(snapshot.talk)
    session.replaceSilence(snapshot)
    session.replaceEcho(snapshot.echo)
    settings.replace(snapshot.settings)
    settings.replaceKeys(snapshot.keys)
    settings.replaceKeyProtection(snapshot.keyProtection)
    settings.replaceHotkey(snapshot.hotkey)
    eventRecording.replace(snapshot.eventRecording)
    if (!loaded.value) draft.value = snapshot.draft
    loaded.value = true
    apply(changes.begin(snapshot.sequence))
  }

  /** Takes one numbered change; when it doesn't fit, everything is asked for anew. */
  function take(change: ConversationChange): void {
    apply(changes.take(change))
  }

  function apply(next: readonly ConversationChange[] | null): void {
    if (next === null || !next.every(fits)) void load()
  }

  function fits(change: ConversationChange): boolean {
    // Of another conversation: `conversation.replaced` tells when that one is to be shown.
    if (change.conversationId !== conversationId.value) return true
    try {
      foldPatches(view, change.patches)
    } catch (thrown) {
      if (thrown instanceof PatchMisfit) return false
      throw thrown
    }
    dollars.value = change.dollars
    return true
  }

  /** Listens to everything that the main side tells, and asks for the first snapshot; the way to stop comes back. */
  function follow(onCommand: (command: MenuCommand) => void): () => void {
    const stops = [
      subscribe('conversation.changed', take),
      subscribe('conversation.replaced', () => void load()),
      subscribe('history.changed', renewHistory),
      subscribe('history.trouble', (trouble) => (storageTrouble.value = trouble)),
      subscribe('recordings.changed', takeRecordings),
      subscribe('session.state', session.replace),
      subscribe('talk.changed', session.replaceTalk),
      subscribe('audio.levels', session.replaceLevels),
      subscribe('audio.echo', session.replaceEcho),
      subscribe('audio.silence', session.replaceSilence),
      subscribe('audio.test', deviceTest.replace),
      subscribe('diagnostics.recording', eventRecording.replace),
      subscribe('settings.changed', settings.replace),
      subscribe('hotkey.changed', settings.replaceHotkey),
      subscribe('app.trouble', (error) => notices.add({ kind: 'error', error })),
      subscribe('command', ({ name }) => onCommand(name)),
    ]
    void load()
    return () => stops.forEach((stop) => stop())
  }

  function renewHistory(): void {
    void history.renew()
    search.renew()
  }

  const recordingOf = (itemId: ItemId, contentIndex: number): Recording | undefined =>
    recordings.value.get(`${itemId} ${contentIndex}`)

  function takeRecordings({ conversationId: id, recordings }: Events['recordings.changed']): void {
    if (id === conversationId.value) conversation.value = { ...conversation.value, recordings }
  }

  function keepDraft(text: string): void {
    draft.value = text
    void notices.attempt(() => request('draft.keep', { text }))
  }

  /** Has the desktop app keep this window when it is hidden, for the sake of what is open in it. */
  const keepWindow = (kept: boolean) => notices.attempt(() => request('window.keep', { kept }))

  const startConversation = (offTheRecord = false) =>
    notices.attempt(() => request('conversation.new', { offTheRecord }))
  const openConversation = (id: string) => notices.attempt(() => request('conversation.open', { id }))
  /** Takes turns in a conversation from now on; the model is told what was said in it. */
  const continueConversation = (id: string) => notices.attempt(() => request('conversation.continue', { id }))
  const removeItem = (id: ItemId) => notices.attempt(() => request('conversation.removeItem', { id }))
  /** Brings the main window in front. */
  const showWindow = () => notices.attempt(() => request('window.show'))

  return {
    loaded,
    host,
    version,
    dollars,
    conversation,
    conversationId,
    storageTrouble,
    recordingOf,
    view,
    draft,
    keepDraft,
    keepWindow,
    follow,
    startConversation,
    openConversation,
    continueConversation,
    removeItem,
    showWindow,
  }
})

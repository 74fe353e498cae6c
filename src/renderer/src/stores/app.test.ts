import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watch } from 'vue'
import type { Item } from '../../../shared/conversation/item'
import type { AppSnapshot, ConversationChange, EventName, Events } from '../../../shared/ipc/contract'
import { defaultUserSettings } from '../../../shared/settings'
import { noUsage } from '../../../shared/usage/usage'

/** What these tests use of the store. */
interface AppStore {
  readonly conversationId: string
  readonly conversation: { readonly recordings: readonly unknown[] }
  readonly storageTrouble: unknown
  readonly view: { readonly order: readonly string[]; readonly items: ReadonlyMap<string, Item> }
  follow(onCommand: () => void): () => void
}

interface SessionStore {
  readonly silent: boolean
  readonly echo: Events['audio.echo']
}

const notice = (id: string): Item => ({
  kind: 'notice',
  id,
  at: 1,
  status: 'completed',
  level: 'info',
  code: 'test',
  text: id,
})

const snapshotOf = (sequence: number, ids: readonly string[], conversationId = 'here'): AppSnapshot =>
  ({
    sequence,
    items: ids.map(notice),
    usage: noUsage,
    dollars: null,
    rateLimits: [],
    conversation: { id: conversationId, title: '', live: true, offTheRecord: false, recordings: [] },
    host: 'web',
    version: '1',
    session: { phase: 'idle' },
    settings: defaultUserSettings,
    keys: [],
    talk: 'silent',
    hotkey: { kind: 'off' },
    silent: false,
    draft: '',
    storageTrouble: null,
    eventRecording: { kind: 'none' },
    echo: { active: false, erleDb: null },
  }) as unknown as AppSnapshot

const adds = (sequence: number, id: string, after: string | null, conversationId = 'here'): ConversationChange => ({
  sequence,
  conversationId,
  dollars: null,
  patches: [{ op: 'insert', item: notice(id), after }],
})

/** A main side that answers when the test says so. */
class FakeMain {
  /** Snapshots that were asked for and not answered yet. */
  readonly questions: ((snapshot: AppSnapshot) => void)[] = []
  asked = 0
  readonly #listeners = new Map<EventName, (payload: never) => void>()

  readonly invoke = (name: string): Promise<unknown> => {
    if (name !== 'app.snapshot') return Promise.resolve({ ok: true, value: undefined })
    this.asked += 1
    return new Promise((resolve) => this.questions.push((value) => resolve({ ok: true, value })))
  }

  readonly subscribe = (name: EventName, listener: (payload: never) => void): (() => void) => {
    this.#listeners.set(name, listener)
    return () => this.#listeners.delete(name)
  }

  tell<N extends EventName>(name: N, payload: Events[N]): void {
    const listener = this.#listeners.get(name) as ((payload: Events[N]) => void) | undefined
    listener?.(payload)
  }

  /** Answers the oldest question, and lets the window take the answer in. */
  async answer(snapshot: AppSnapshot): Promise<void> {
    this.questions.shift()?.(snapshot)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('the window’s copy of the conversation', () => {
  let main: FakeMain
  let app: AppStore

  beforeEach(async () => {
    main = new FakeMain()
    vi.stubGlobal('window', { parley: main })
    setActivePinia(createPinia())
    // At run time, since the window's modules are written for the DOM, which tests are compiled without.
    const { useApp } = await vi.importActual<{ useApp: () => AppStore }>('./app')
    app = useApp()
    app.follow(() => undefined)
    await main.answer(snapshotOf(5, ['a']))
  })
  afterEach(() => vi.unstubAllGlobals())

  it('tells those who show it once of all items that come in front of others', () => {
    const orders: (readonly string[])[] = []
    watch(
      () => [...app.view.order],
      (order) => orders.push(order),
      { flush: 'sync' },
    )
    const patches = ['b', 'c', 'd'].flatMap((id) => adds(6, id, null).patches)
    main.tell('conversation.changed', { ...adds(6, 'b', null), patches })
    expect(orders).toEqual([['d', 'c', 'b', 'a']])
  })

  it('grows by the changes behind the snapshot, each once', () => {
    main.tell('conversation.changed', adds(5, 'a', null)) // which the snapshot has
    main.tell('conversation.changed', adds(6, 'b', 'a'))
    main.tell('conversation.changed', adds(6, 'b', 'a'))
    expect(app.view.order).toEqual(['a', 'b'])
    expect(main.asked).toBe(1)
  })

  it('asks for everything when a number is missing, and puts what comes meanwhile on top', async () => {
    main.tell('conversation.changed', adds(7, 'c', 'b'))
    expect(main.asked).toBe(2)
    expect(app.view.order).toEqual(['a'])
    main.tell('conversation.changed', adds(8, 'd', 'c'))
    await main.answer(snapshotOf(7, ['a', 'b', 'c']))
    expect(app.view.order).toEqual(['a', 'b', 'c', 'd'])
    main.tell('conversation.changed', adds(9, 'e', 'd'))
    expect(app.view.order).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(main.asked).toBe(2)
  })

  it('asks for everything when a change does not fit', () => {
    main.tell('conversation.changed', adds(6, 'b', 'nowhere'))
    expect(main.asked).toBe(2)
  })

  it('counts the changes of another conversation and shows nothing of them', () => {
    main.tell('conversation.changed', adds(6, 'x', null, 'elsewhere'))
    expect(app.view.order).toEqual(['a'])
    main.tell('conversation.changed', adds(7, 'b', 'a'))
    expect(app.view.order).toEqual(['a', 'b'])
    expect(main.asked).toBe(1)
  })

  it('shows another conversation when it is told to, and the newest answer where there are two', async () => {
    main.tell('conversation.replaced', { conversationId: 'one' })
    main.tell('conversation.replaced', { conversationId: 'two' })
    await main.answer(snapshotOf(8, ['one'], 'one'))
    expect(app.conversationId).toBe('here') // overtaken before it was answered
    await main.answer(snapshotOf(9, ['two'], 'two'))
    expect(app.conversationId).toBe('two')
    expect(app.view.order).toEqual(['two'])
  })
})

describe('what the window is told of the keeping', () => {
  let main: FakeMain
  let app: AppStore

  beforeEach(async () => {
    main = new FakeMain()
    vi.stubGlobal('window', { parley: main })
    setActivePinia(createPinia())
    const { useApp } = await vi.importActual<{ useApp: () => AppStore }>('./app')
    app = useApp()
    app.follow(() => undefined)
    await main.answer(snapshotOf(5, ['a']))
  })
  afterEach(() => vi.unstubAllGlobals())

  it('is its trouble, as long as it lasts', () => {
    expect(app.storageTrouble).toBeNull()
    const full = { code: 'storage.full', message: 'The disk is full.', hint: '', displayable: true }
    main.tell('history.trouble', full)
    expect(app.storageTrouble).toEqual(full)
    main.tell('history.trouble', null)
    expect(app.storageTrouble).toBeNull()
  })

  it('is what was recorded of the conversation that is shown, and of no other', () => {
    const recordings = [{ itemId: 'a', contentIndex: 0, lengthMs: 900 }]
    main.tell('recordings.changed', { conversationId: 'elsewhere', recordings })
    expect(app.conversation.recordings).toEqual([])
    main.tell('recordings.changed', { conversationId: 'here', recordings })
    expect(app.conversation.recordings).toEqual(recordings)
  })
})

describe('what the window is told of the sound', () => {
  it('reaches the session’s store: by the snapshot, and as it changes', async () => {
    const main = new FakeMain()
    vi.stubGlobal('window', { parley: main })
    setActivePinia(createPinia())
    const { useApp } = await vi.importActual<{ useApp: () => AppStore }>('./app')
    const { useSession } = await vi.importActual<{ useSession: () => SessionStore }>('./session')
    useApp().follow(() => undefined)
    const session = useSession()
    const echo = { active: true, erleDb: null }
    await main.answer({
      ...snapshotOf(1, []),
      session: { phase: 'ready' },
      silent: true,
      echo,
    } as unknown as AppSnapshot)
    expect(session).toMatchObject({ silent: true, echo })
    main.tell('audio.silence', { silent: false })
    main.tell('audio.echo', { active: true, erleDb: 38 })
    expect(session).toMatchObject({ silent: false, echo: { active: true, erleDb: 38 } })
    vi.unstubAllGlobals()
  })
})

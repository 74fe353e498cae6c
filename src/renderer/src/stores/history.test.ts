import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ConversationSummary } from '../../../shared/history/summary'

/** What these tests use of the stores. */
interface HistoryStore {
  readonly conversations: readonly ConversationSummary[]
  readonly selected: ReadonlySet<string>
  readonly loaded: boolean
  want(count: number): Promise<boolean>
  renew(): Promise<boolean>
  anchor(id: string): void
  extendTo(id: string): void
  selectAll(): Promise<void>
  touched(id: string): readonly string[]
  rename(id: string, title: string): Promise<boolean>
  remove(ids: readonly string[]): Promise<void>
  restore(ids: readonly string[]): Promise<boolean>
}

interface NoticesStore {
  readonly shown: readonly { readonly kind: string; readonly ids?: readonly string[]; readonly title?: string }[]
}

const summary = (id: string): ConversationSummary => ({
  id,
  title: `About ${id}`,
  startedAt: 1,
  updatedAt: 1,
  pinned: false,
})

/** A main side with conversations; what is held back is answered when the test says so. */
class FakeMain {
  ids: string[]
  readonly asked: { name: string; input: unknown }[] = []
  failing: string | null = null
  readonly #held: (() => void)[] = []
  holding = false

  constructor(count: number) {
    this.ids = Array.from({ length: count }, (_, index) => `c${index}`)
  }

  readonly invoke = async (name: string, input: Record<string, unknown>): Promise<unknown> => {
    this.asked.push({ name, input })
    if (this.holding) await new Promise<void>((resolve) => this.#held.push(resolve))
    if (this.failing === name) return { ok: false, error: { code: 'storage.full', message: 'Full.', hint: '' } }
    return { ok: true, value: this.#answer(name, input) }
  }

  release(): void {
    this.holding = false
    for (const go of this.#held.splice(0)) go()
  }

  #answer(name: string, input: Record<string, unknown>): unknown {
    const which = input['ids'] as string[]
    switch (name) {
      case 'history.list': {
        const from = Number(input['cursor'] ?? 0)
        const end = from + Number(input['limit'])
        const next = end < this.ids.length ? String(end) : null
        return { conversations: this.ids.slice(from, end).map(summary), next }
      }
      case 'history.remove':
        this.ids = this.ids.filter((id) => !which.includes(id))
        return undefined
      case 'history.restore':
        this.ids = [...which, ...this.ids]
        return undefined
      default:
        return undefined
    }
  }
}

let main: FakeMain
let history: HistoryStore
let notices: NoticesStore

async function begin(count: number): Promise<void> {
  main = new FakeMain(count)
  vi.stubGlobal('window', { parley: main })
  setActivePinia(createPinia())
  // At run time, since the window's modules are written for the DOM, which tests are compiled without.
  history = (await vi.importActual<{ useHistory: () => HistoryStore }>('./history')).useHistory()
  notices = (await vi.importActual<{ useNotices: () => NoticesStore }>('./notices')).useNotices()
  await history.want(1)
}

const shown = (): string => history.conversations.map(({ id }) => id).join(' ')

afterEach(() => vi.unstubAllGlobals())

describe('the history of the window', () => {
  beforeEach(() => begin(5))

  it('is there after its first piece, and follows changes', async () => {
    expect(history.loaded).toBe(true)
    main.ids.unshift('new')
    await history.renew()
    expect(shown()).toBe('new c0 c1 c2 c3 c4')
  })

  it('shows a new title at once', () => {
    main.holding = true
    void history.rename('c1', 'Better')
    expect(history.conversations[1]?.title).toBe('Better')
  })

  it('leaves out what is removed before the main side has answered, and offers to take it back', async () => {
    main.holding = true
    const removing = history.remove(['c1', 'c3'])
    expect(shown()).toBe('c0 c2 c4')
    expect(notices.shown).toEqual([])
    main.release()
    await removing
    expect(shown()).toBe('c0 c2 c4')
    expect(notices.shown).toMatchObject([{ kind: 'removed', ids: ['c1', 'c3'], title: 'About c1' }])
    await history.restore(['c1', 'c3'])
    expect(shown()).toBe('c1 c3 c0 c2 c4')
  })

  it('can take back two removals, one after the other', async () => {
    await history.remove(['c0'])
    await history.remove(['c1'])
    expect(notices.shown.map(({ ids }) => ids)).toEqual([['c0'], ['c1']])
  })

  it('shows again what could not be removed, and says why', async () => {
    main.failing = 'history.remove'
    await history.remove(['c1'])
    expect(shown()).toBe('c0 c1 c2 c3 c4')
    expect(notices.shown).toMatchObject([{ kind: 'error', error: { code: 'storage.full' } }])
  })

  it('does with all that is selected what is begun at one of it, and with the entry what is begun elsewhere', () => {
    history.anchor('c1')
    history.extendTo('c3')
    expect(history.touched('c2')).toEqual(['c1', 'c2', 'c3'])
    expect(history.touched('c4')).toEqual(['c4'])
  })

  it('has nothing selected that was removed, here or elsewhere', async () => {
    history.anchor('c1')
    history.extendTo('c3')
    await history.remove(['c2'])
    expect([...history.selected]).toEqual(['c1', 'c3'])
    main.ids = main.ids.filter((id) => id !== 'c3')
    await history.renew()
    expect([...history.selected]).toEqual(['c1'])
  })
})

it('selects everything, what was not read yet too', async () => {
  await begin(450)
  expect(history.conversations).toHaveLength(200)
  await history.selectAll()
  expect(history.selected.size).toBe(450)
})

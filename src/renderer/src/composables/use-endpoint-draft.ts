import { computed, ref, watch } from 'vue'
import type { AppError } from '../stores/notices'
import { errorOf, type Endpoint, type EndpointKind, useSettings } from '../stores/settings'

/** What a check of the endpoint came to. */
export type CheckState = 'untried' | 'testing' | 'passed'

/** A server that is being chosen: nothing of it holds until it has answered. */
export function useEndpointDraft() {
  const settings = useSettings()
  const draft = ref<Endpoint>({ kind: 'demo', address: '', dialect: 'auto', ...settings.current?.endpoint })
  const key = ref('')
  const check = ref<CheckState>('untried')
  const error = ref<AppError | null>(null)

  const kept = computed(() => settings.keys.includes(draft.value.kind))
  const inUse = computed(() => JSON.stringify(draft.value) === JSON.stringify(settings.current?.endpoint))
  const needsKey = computed(() => draft.value.kind === 'openai' || draft.value.kind === 'azure')
  const keyMissing = computed(() => needsKey.value && !kept.value && key.value.trim() === '')

  watch(
    [draft, key],
    () => {
      error.value = null
      if (check.value === 'passed') check.value = 'untried'
    },
    { deep: true, flush: 'sync' },
  )

  /** Addresses belong to a kind: another kind begins without. The demo needs no test. */
  async function choose(kind: EndpointKind): Promise<void> {
    const current = settings.current?.endpoint
    draft.value = current?.kind === kind ? { ...current } : { kind, address: '', dialect: 'auto' }
    key.value = ''
    if (kind === 'demo' && !inUse.value) await attempt(() => settings.change({ endpoint: { ...draft.value } }))
  }

  /** Tries the server, with the new key if there is one; what answers is kept and used. */
  async function use(): Promise<void> {
    if (check.value === 'testing') return
    check.value = 'testing'
    const endpoint = { ...draft.value }
    const newKey = key.value.trim()
    const went = await attempt(async () => {
      if (newKey === '') await settings.testEndpoint(endpoint)
      else await settings.saveKey(endpoint, newKey)
      await settings.change({ endpoint })
    })
    if (went) key.value = ''
    check.value = went ? 'passed' : 'untried'
  }

  const removeKey = (): Promise<boolean> => attempt(() => settings.removeKey(draft.value.kind))

  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      error.value = null
      await work()
      return true
    } catch (thrown) {
      error.value = errorOf(thrown)
      return false
    }
  }

  return { draft, key, check, error, kept, inUse, needsKey, keyMissing, choose, use, removeKey }
}

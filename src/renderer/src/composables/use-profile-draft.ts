import { computed, ref, watch } from 'vue'
import type { AppError } from '../stores/notices'
import {
  knownServers,
  needsAddress,
  type Profile,
  type ServerAbilities,
  type ServerKind,
  useProfiles,
} from '../stores/profiles'
import { errorOf } from '../stores/settings'

/** What a test of the server came to. */
export type CheckState = 'untried' | 'testing' | 'passed'

/** A profile that is being edited: nothing of it holds until its server has answered. */
export function useProfileDraft() {
  const profiles = useProfiles()
  const draft = ref<Profile>({ ...profiles.inUse })
  const key = ref('')
  const check = ref<CheckState>('untried')
  const abilities = ref<ServerAbilities | null>(null)
  const error = ref<AppError | null>(null)
  /** Whether the user is asked to agree that the key is sent without encryption. */
  const asking = ref(false)

  const isNew = computed(() => !profiles.isKept(draft.value.id))
  const isUsed = computed(() => profiles.inUse.id === draft.value.id)
  const hasKey = computed(() => profiles.hasKey(draft.value.id))
  const needsKey = computed(() => knownServers[draft.value.kind].needsKey)
  const keyMissing = computed(() => needsKey.value && !hasKey.value && key.value.trim() === '')
  const wantsAddress = computed(() => needsAddress(draft.value.kind))

  watch(
    [draft, key],
    () => {
      error.value = null
      abilities.value = null
      if (check.value === 'passed') check.value = 'untried'
    },
    { deep: true, flush: 'sync' },
  )

  function edit(profile: Profile): void {
    draft.value = { ...profile }
    key.value = ''
  }

  const add = (kind: ServerKind): void => edit(profiles.create(kind))

  /** Another preset for a new profile: only the name is the user's already. */
  const choose = (kind: ServerKind): void => edit({ ...profiles.create(kind), name: draft.value.name })

  /** Tries the server, with the new key if there is one, and keeps what answers; a new profile is used at once. */
  async function save(): Promise<void> {
    if (check.value === 'testing') return
    check.value = 'testing'
    const profile = { ...draft.value }
    const newKey = key.value.trim()
    let found: ServerAbilities | null = null
    const went = await attempt(async () => {
      found = await (newKey === '' ? profiles.test(profile) : profiles.saveKey(profile, newKey))
      await profiles.keep(profile, isNew.value)
    })
    const isShown = profile.id === draft.value.id
    if (went && isShown) {
      key.value = ''
      abilities.value = found
    }
    check.value = went && isShown ? 'passed' : 'untried'
  }

  /** Goes on with a test that was stopped because its key would be sent without encryption. */
  async function agree(): Promise<void> {
    draft.value.unencryptedAddress = draft.value.address
    await save()
  }

  const use = (): Promise<boolean> => attempt(() => profiles.use(draft.value.id))

  async function remove(): Promise<void> {
    const { id } = draft.value
    if (await attempt(() => profiles.remove(id))) edit(profiles.inUse)
  }

  const removeKey = (): Promise<boolean> => attempt(() => profiles.removeKey(draft.value.id))

  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      error.value = null
      await work()
      return true
    } catch (thrown) {
      error.value = errorOf(thrown)
      asking.value = error.value.code === 'endpoint.unencrypted'
      return false
    }
  }

  return {
    draft,
    key,
    check,
    abilities,
    error,
    asking,
    isNew,
    isUsed,
    hasKey,
    needsKey,
    keyMissing,
    wantsAddress,
    edit,
    add,
    choose,
    save,
    agree,
    use,
    remove,
    removeKey,
  }
}

export type ProfileDraft = ReturnType<typeof useProfileDraft>

import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { parseAccelerator, type Platform } from '../../../shared/hotkey/accelerator'
import { showCombination } from '../../../shared/hotkey/show'
import { useSettings } from '../stores/settings'

type Shown = Parameters<typeof showCombination>[0]

/** How hotkeys are written on this system and in this language. */
export function useHotkeyWords() {
  const { t } = useI18n()
  const settings = useSettings()
  const platform = platformOf(navigator.userAgent)

  const show = (combination: Shown): string => showCombination(combination, platform, (word) => t(`keys.${word}`))
  const showAccelerator = (accelerator: string): string => {
    const combination = parseAccelerator(accelerator, platform)
    return combination === null ? accelerator : show(combination)
  }

  /** The active hotkey; null if there is none. */
  const active = computed(() => {
    const accelerator = settings.current?.talkKey.hotkey ?? null
    const works = settings.hotkey.kind === 'full' || settings.hotkey.kind === 'toggle'
    return accelerator !== null && works ? showAccelerator(accelerator) : null
  })

  /** Whether the active hotkey can be held: some systems report only that it was pressed. */
  const canHold = computed(() => settings.hotkey.kind === 'full' && settings.current?.talkKey.behaviour !== 'tap')

  return { platform, show, showAccelerator, active, canHold }
}

function platformOf(userAgent: string): Platform {
  if (userAgent.includes('Mac')) return 'mac'
  return userAgent.includes('Windows') ? 'windows' : 'linux'
}

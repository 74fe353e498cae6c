import { computed, onBeforeUnmount, ref } from 'vue'
import { type Combination, formatAccelerator } from '../../../shared/hotkey/accelerator'
import { type HotkeyProblem, problemOf } from '../../../shared/hotkey/check'
import type { Key } from '../../../shared/hotkey/keys'
import { isModifierKey, pressedCombination, pressedKey } from '../../../shared/hotkey/pressed-key'
import type { AppError } from '../stores/notices'
import { errorOf, useSettings } from '../stores/settings'
import { useHotkeyWords } from './use-hotkey-words'

/** Why a hotkey was not taken: what speaks against it, or what the main side said. */
export type Refusal =
  | { readonly kind: 'problem'; readonly problem: HotkeyProblem; readonly keys: string }
  | { readonly kind: 'error'; readonly error: AppError }

/** What is held, with its key as soon as there is one; `unknown` when that is none for hotkeys. */
interface Held extends Omit<Combination, 'key'> {
  readonly key: Key | null
  readonly unknown: boolean
}

/**
 * Records a new hotkey: what is pressed is seen live, and holds when it is let go of. Meanwhile the hotkey in force is
 * paused, since its keys would not get here.
 */
export function useHotkeyRecorder() {
  const settings = useSettings()
  const { platform, show } = useHotkeyWords()
  const recording = ref(false)
  const held = ref<Held | null>(null)
  const refusal = ref<Refusal | null>(null)
  /** What is pressed now, in words; empty when nothing is. */
  const live = computed(() => (held.value === null ? '' : show(held.value)))

  function start(): void {
    if (recording.value) return
    refusal.value = null
    held.value = null
    recording.value = true
    void settings.pauseHotkey(true).catch(fail)
  }

  function cancel(): void {
    if (!recording.value) return
    end()
    void settings.pauseHotkey(false).catch(fail)
  }

  function end(): void {
    recording.value = false
    held.value = null
  }

  async function choose(accelerator: string | null): Promise<void> {
    end() // choosing ends the pause, whatever comes of it
    refusal.value = null
    await settings.chooseHotkey(accelerator).catch(fail)
  }

  function fail(thrown: unknown): void {
    refusal.value = { kind: 'error', error: errorOf(thrown) }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!recording.value || leavesByTab(event)) return
    swallow(event)
    if (event.repeat) return
    const { modifiers } = pressedCombination(event, null)
    if (isModifierKey(event)) {
      if (held.value?.key == null) held.value = { modifiers, key: null, unknown: false }
      return
    }
    if (modifiers.length === 0 && event.key === 'Escape') {
      cancel()
      return
    }
    if (modifiers.length === 0 && (event.key === 'Backspace' || event.key === 'Delete')) {
      void choose(null)
      return
    }
    const key = pressedKey(event, platform)
    held.value = { modifiers, key, unknown: key === null }
    refusal.value = null
  }

  /** A combination holds when any of its keys comes up: macOS does not tell of a key's coming up under Command. */
  function onKeyUp(event: KeyboardEvent): void {
    if (!recording.value) return
    swallow(event)
    const pressed = held.value
    if (pressed === null) return
    if (pressed.key === null && !pressed.unknown) {
      const { modifiers } = pressedCombination(event, null)
      held.value = modifiers.length === 0 ? null : { ...pressed, modifiers }
      return
    }
    held.value = null
    take(pressed)
  }

  /** What can't be is said at once, and another may be pressed; the rest the main side knows. */
  function take({ modifiers, key }: Held): void {
    const combination = key === null ? null : { modifiers, key }
    const problem = combination === null ? 'unknown_key' : problemOf(combination, platform)
    if (problem !== null) refusal.value = { kind: 'problem', problem, keys: show({ modifiers, key }) }
    else if (combination !== null) void choose(formatAccelerator(combination, platform))
  }

  // The keyboard's way out leads on: nobody is caught in here.
  function leavesByTab({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
    return key === 'Tab' && !ctrlKey && !altKey && !metaKey
  }

  window.addEventListener('blur', cancel)
  onBeforeUnmount(() => {
    window.removeEventListener('blur', cancel)
    cancel()
  })

  return { recording, live, refusal, start, cancel, choose, onKeyDown, onKeyUp }
}

/** Neither the dialog, nor Space as a talk key, nor the menu is to know. */
function swallow(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopPropagation()
}

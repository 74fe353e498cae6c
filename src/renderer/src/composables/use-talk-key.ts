import { onBeforeUnmount, onMounted } from 'vue'

interface TalkKey {
  down(event: KeyboardEvent): void
  up(event: KeyboardEvent): void
  escape(): void
  enabled(): boolean
  /** Whether a turn is being said: only then does Escape belong to it. */
  talks(): boolean
}

/** Where Space is a character, and where it belongs to an open dialog or menu. */
const takesText = 'input, textarea, select, [contenteditable="true"]'
const onTop = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'
const controls = 'button, a[href], summary, [role="button"], [role="radio"], [role="tab"], [role="slider"]'

/**
 * Space talks wherever it doesn't mean something else: in a text field it is a character, and on a control that was
 * reached by keyboard it operates that control. A control that was clicked keeps the focus, but Space talks again.
 */
export function useTalkKey(key: TalkKey): void {
  let byKeyboard = false
  let held = false

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Tab' || event.key.startsWith('Arrow')) byKeyboard = true
    if (event.key === 'Escape' && key.talks()) {
      event.preventDefault()
      key.escape()
    }
    if (event.code !== 'Space' || event.ctrlKey || event.altKey || event.metaKey) return
    if (!held && !(key.enabled() && isFree(event.target))) return
    // Neither scrolls the conversation nor clicks the button that has the focus.
    event.preventDefault()
    if (event.repeat) return
    held = true
    key.down(event)
  }

  function onKeyUp(event: KeyboardEvent): void {
    if (event.code !== 'Space' || !held) return
    event.preventDefault()
    held = false
    key.up(event)
  }

  function isFree(target: EventTarget | null): boolean {
    if (!(target instanceof Element)) return true
    if (target.closest('[data-talk]')) return true
    if (target.closest(takesText) || target.closest(onTop) || document.querySelector(onTop)) return false
    return !byKeyboard || !target.closest(controls)
  }

  const onPointerDown = (): void => {
    byKeyboard = false
  }
  const onBlur = (): void => {
    held = false
  }

  onMounted(() => {
    window.addEventListener('keydown', onKeyDown)
    window.addEventListener('keyup', onKeyUp)
    window.addEventListener('pointerdown', onPointerDown, true)
    window.addEventListener('blur', onBlur)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', onKeyDown)
    window.removeEventListener('keyup', onKeyUp)
    window.removeEventListener('pointerdown', onPointerDown, true)
    window.removeEventListener('blur', onBlur)
  })
}

/** As far, in pixels, as a hand shakes while it clicks. */
const THRESHOLD_PIXELS = 4

/**
 * Moves the whole window with the pointer. Not by `app-region: drag`, which the system takes all clicks for, and which
 * does nothing on Linux in windows that take no focus.
 * @returns listeners for the element to hold it by
 */
export function useWindowDrag() {
  /** Where in the window the pointer went down. */
  let grip: { readonly x: number; readonly y: number } | null = null
  let dragging = false

  function down(event: PointerEvent): void {
    if (event.button === 0) grip = { x: event.clientX, y: event.clientY }
  }

  function move(event: PointerEvent): void {
    if (!grip) return
    const { x, y } = grip
    if (!dragging) {
      if (Math.hypot(event.clientX - x, event.clientY - y) < THRESHOLD_PIXELS) return
      dragging = true
      // From here on the pointer is ours, and no button is clicked when it comes up.
      if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId)
    }
    window.moveTo(event.screenX - x, event.screenY - y)
  }

  function up(): void {
    grip = null
    dragging = false
  }

  return { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up }
}

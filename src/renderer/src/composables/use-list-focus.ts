import { type Ref, ref } from 'vue'

/** How many frames it takes at most until an entry that was scrolled to is drawn. */
const MAX_FRAMES = 12

interface List {
  readonly scroller: Readonly<Ref<HTMLElement | null>>
  /** The identifiers of the entries, in their order. */
  readonly ids: () => readonly string[]
  /** Where the focus begins. */
  readonly home: () => string | undefined
  readonly scrollTo: (id: string) => void
  /** How many entries are seen at once. */
  readonly pageLength: () => number
}

/** The one entry of a virtual list that Tab comes to, and how keys move it. */
export function useListFocus({ scroller, ids, home, scrollTo, pageLength }: List) {
  const touched = ref<string | null>(null)
  let asked = 0

  /** The entry that has the focus, or would get it. */
  function active(): string | undefined {
    const all = ids()
    const wanted = touched.value ?? home()
    return wanted !== undefined && all.includes(wanted) ? wanted : all[0]
  }

  async function focus(id = active()): Promise<void> {
    if (id === undefined) return
    const question = ++asked
    touched.value = id
    scrollTo(id)
    for (let frame = 0; frame < MAX_FRAMES; frame += 1) {
      const entry = scroller.value?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)
      if (entry) {
        entry.focus({ preventScroll: true })
        return
      }
      await new Promise(requestAnimationFrame)
      if (question !== asked) return
    }
  }

  /** Where a key leads from the active entry; undefined for keys that lead nowhere. */
  function target(key: string): string | undefined {
    const all = ids()
    const at = all.indexOf(active() ?? '')
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + pageLength(),
      PageUp: at - pageLength(),
      Home: 0,
      End: all.length - 1,
    }
    const to = steps[key]
    return to === undefined ? undefined : all[Math.max(0, Math.min(to, all.length - 1))]
  }

  /** An entry is about to go: the focus moves on to the next one that stays, or to the last. */
  function leave(gone: readonly string[]): void {
    const all = ids()
    const going = new Set(gone)
    const at = all.indexOf(active() ?? '')
    const staying = (id: string): boolean => !going.has(id)
    touched.value = all.slice(at).find(staying) ?? all.slice(0, Math.max(at, 0)).findLast(staying) ?? null
  }

  return { touched, active, focus, target, leave }
}

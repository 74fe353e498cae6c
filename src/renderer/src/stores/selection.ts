/** Which entries of a list are selected, and where the last click with Ctrl or without anything was. */
export interface Selection {
  readonly ids: ReadonlySet<string>
  /** Ranges begin here; null until an entry was touched. */
  readonly anchor: string | null
}

export const noSelection: Selection = { ids: new Set(), anchor: null }

/** Nothing is selected, and ranges begin at an entry. */
export const anchoredAt = (id: string): Selection => ({ ids: new Set(), anchor: id })

/** With Ctrl: one more, or one less. */
export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { ids: next, anchor: id }
}

/** With Shift: everything from the anchor to an entry, and nothing else. */
export function extendedTo({ anchor }: Selection, id: string, list: readonly string[]): Selection {
  const to = list.indexOf(id)
  const from = anchor === null ? -1 : list.indexOf(anchor)
  if (to === -1 || from === -1) return { ids: new Set([id]), anchor: id }
  return { ids: new Set(list.slice(Math.min(from, to), Math.max(from, to) + 1)), anchor }
}

export const everything = ({ anchor }: Selection, list: readonly string[]): Selection => ({
  ids: new Set(list),
  anchor: anchor ?? list[0] ?? null,
})

/** Without what is gone. */
export function without({ ids, anchor }: Selection, gone: readonly string[]): Selection {
  if (!gone.some((id) => ids.has(id) || id === anchor)) return { ids, anchor }
  const left = new Set(ids)
  for (const id of gone) left.delete(id)
  return { ids: left, anchor: anchor !== null && gone.includes(anchor) ? null : anchor }
}

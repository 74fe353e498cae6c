import { describe, expect, it } from 'vitest'
import type { ConversationSummary } from '../../../shared/history/summary'
import { HistoryRows } from './history-rows'

const now = new Date(2026, 10, 22, 9, 30).getTime()
const on = (month: number, day: number, hour = 12, year = 2026): number =>
  new Date(year, month - 1, day, hour).getTime()
const said = (updatedAt: number, pinned = false): ConversationSummary => ({
  id: String(updatedAt),
  title: '',
  startedAt: 0,
  updatedAt,
  pinned,
})

const historyRows = (conversations: readonly ConversationSummary[], at: number) =>
  new HistoryRows().of(conversations, at)

/** The kinds of the groups, each with how many conversations are in it. */
function groups(...conversations: readonly ConversationSummary[]): string[] {
  const found: { name: string; count: number }[] = []
  for (const row of historyRows(conversations, now)) {
    if (row.kind === 'group') found.push({ name: row.group.kind, count: 0 })
    else found.splice(-1, 1, { ...(found.at(-1) ?? { name: '', count: 0 }), count: (found.at(-1)?.count ?? 0) + 1 })
  }
  return found.map(({ name, count }) => `${name} ${count}`)
}

describe('the groups of the history', () => {
  it('are by day, then by month, with pinned conversations before all others', () => {
    expect(
      groups(
        said(on(3, 1), true),
        said(on(11, 22, 8), true),
        said(on(11, 22, 9)),
        said(on(11, 22, 0)),
        said(on(11, 21, 23)),
        said(on(11, 20)),
        said(on(11, 16, 0)),
        said(on(11, 15, 23)),
        said(on(11, 1, 0)),
        said(on(10, 31, 23)),
        said(on(10, 1, 12, 2025)),
      ),
    ).toEqual(['pinned 2', 'today 2', 'yesterday 1', 'week 2', 'month 2', 'month 1', 'month 1'])
  })

  it('name the month', () => {
    const [group] = historyRows([said(on(10, 31, 23, 2025))], now)
    expect(group).toMatchObject({ group: { kind: 'month', at: on(10, 1, 0, 2025) } })
  })

  it('begin only where there is something in them, and put what comes from the future to today', () => {
    expect(groups()).toEqual([])
    expect(groups(said(on(11, 23)), said(on(11, 22, 8)))).toEqual(['today 2'])
    expect(groups(said(on(11, 15)))).toEqual(['month 1'])
  })

  it('have keys of their own', () => {
    const rows = historyRows(
      [said(on(11, 22, 8), true), said(on(11, 22)), said(on(5, 3)), said(on(5, 3, 1, 2025))],
      now,
    )
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
  })

  it('are the same when the list grows, changes and shrinks as when they are made anew', () => {
    const all = [
      ...[said(on(11, 22, 8), true), said(on(11, 22, 9)), said(on(11, 22, 7)), said(on(11, 21)), said(on(11, 2))],
      ...[said(on(10, 3)), said(on(10, 1))],
    ]
    const renamed = all.map((one, index) => (index === 3 ? { ...one, title: 'Another' } : one))
    const tomorrow = now + 86_400_000
    const rows = new HistoryRows()
    for (const [list, at] of [
      ...all.map((_, count) => [all.slice(0, count), now] as const),
      ...([
        [all, now],
        [renamed, now],
        [renamed, tomorrow],
        [all.slice(2), tomorrow],
        [[], now],
      ] as const),
    ]) {
      expect(rows.of(list, at)).toEqual(historyRows(list, at))
    }
  })
})

import { oneLine } from '../../export/formats/visible-text'

/** One line of a section: its cells, of which all but the last are aligned. */
export type Row = readonly string[]

export interface Section {
  readonly title: string
  readonly rows: readonly Row[]
}

const INDENT = '  '

/** Sections as text for a terminal, the cells of each in columns; text from outside is made harmless. */
export const formatSections = (sections: readonly Section[]): string =>
  `${sections.map(({ title, rows }) => [title, ...alignRows(rows)].join('\n')).join('\n\n')}\n`

function alignRows(rows: readonly Row[]): readonly string[] {
  const clean = rows.map((row) => row.map(oneLine))
  const columns = clean.reduce((most, row) => Math.max(most, row.length), 0)
  const widths = Array.from({ length: columns }, (_, column) =>
    clean.reduce((most, row) => Math.max(most, column < row.length - 1 ? (row[column] ?? '').length : 0), 0),
  )
  return clean.map((row) => {
    const cells = row.map((cell, column) => (column < row.length - 1 ? cell.padEnd(widths[column] ?? 0) : cell))
    return `${INDENT}${cells.join('  ')}`.trimEnd()
  })
}

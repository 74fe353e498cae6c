import { expect, it } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import { noUsage } from '../../../shared/usage/usage'
import { migrations } from '../history/file/migrations'
import { openDatabase } from './open-database'
import { asRowOf, copiedTables, freshTables } from './tables'

it('has every table of the schema with its columns', () => {
  const { database } = openDatabase({ path: ':memory:', migrations, clock: new ManualClock() })
  const tables = database
    .prepare(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'shadow' AND name NOT LIKE 'sqlite_%'",
    )
    .pluck()
    .all()
  expect(tables.sort()).toEqual([...copiedTables.map(({ name }) => name), ...freshTables].sort())
  for (const { name, columns } of copiedTables)
    expect(database.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(name)).toEqual(Object.keys(columns))
})

const [conversations, items, responses] = copiedTables

const message =
  '{"kind":"message","id":"id","at":{"$number":"-0"},"status":"completed","role":"user","parts":[],"responseId":null,"more":1}'

it('tells the rows of one table from those of another', () => {
  const conversation = [null, 'id', 1, 2, 'title', 0, 1, null, null, '{}', null]
  const item = [null, 1, 'id', 1.5, 0, message]
  const response = [null, 1, null, null, '{}', 0.5]
  for (const [table, row] of [
    [conversations, conversation],
    [items, item],
    [responses, response],
  ] as const)
    for (const other of copiedTables) expect(asRowOf(other, { rowid: 7, values: row }) !== null).toBe(other === table)
})

it('drops items that are none, and mends what can be done without', () => {
  const row = (body: string): unknown => asRowOf(items!, { rowid: 7, values: [null, 1, 'id', 1.5, 65, body] })
  expect(row(message)).toEqual([7, 1, 'id', 1.5, 1, message])
  expect(row('{"kind":"mess')).toBeNull()
  expect(row('{}')).toBeNull()
  expect(row('null')).toBeNull()
  const usage = JSON.stringify(noUsage)
  for (const broken of ['{"tot', '{}', '7'])
    expect(asRowOf(responses!, { rowid: 7, values: [null, 1, 'r', 5, broken, 0.1] })?.[4]).toBe(usage)
})

it('takes no row whose numbers are beyond reason', () => {
  expect(asRowOf(items!, { rowid: 2 ** 60, values: [null, 1, 'id', 1, 0, message] })).toBeNull()
  expect(asRowOf(items!, { rowid: 7, values: [null, 2n ** 62n, 'id', 1, 0, message] })).toBeNull()
  expect(asRowOf(items!, { rowid: 7, values: [null, 1, 'id', NaN, 0, message] })).toBeNull()
})

import { describe, expect, it } from 'vitest'
import { connect, valueOf } from './connection'

function database(): ReturnType<typeof connect> {
  const made = connect(':memory:')
  made.exec(`
    CREATE TABLE t (number INTEGER PRIMARY KEY, "a ""b" TEXT, c REAL);
    INSERT INTO t VALUES (1, 'Grüße 雨', 1.5), (2, NULL, NULL), (3, CAST(x'61ff62' AS TEXT), -1), (4, 'a' || char(0) || 'b', 0)`)
  return made
}

/** The same query must not go another way: see the file under test for what it would do to this process. */
describe('a text that is not UTF-8', () => {
  it('is read as far as it goes, in every way of reading', () => {
    const sql = 'SELECT "a ""b", c FROM t WHERE number = ?'
    expect(database().prepare(sql).all(3)).toMatchObject([{ 'a "b': 'a\ufffdb', c: -1 }])
    expect(database().prepare(sql).get(3)).toMatchObject({ 'a "b': 'a\ufffdb', c: -1 })
    expect(database().prepare(sql).raw().all(3)).toEqual([['a\ufffdb', -1]])
    expect(database().prepare(sql).pluck().all(3)).toEqual(['a\ufffdb'])
    expect([...database().prepare(sql).iterate(3)]).toMatchObject([{ 'a "b': 'a\ufffdb' }])
    expect(
      valueOf(
        database(),
        'SELECT max(x ->> \'y\') FROM (SELECT \'{"y":"\' || "a ""b" || \'"}\' AS x FROM t WHERE number = 3)',
      ),
    ).toBe('a\ufffdb')
  })
})

it('other values are what they are, in the order that was asked for', () => {
  const rows = database().prepare('SELECT number, "a ""b" AS a, c FROM t ORDER BY number DESC LIMIT 10').raw().all()
  expect(rows).toEqual([
    [4, 'a\0b', 0],
    [3, 'a\ufffdb', -1],
    [2, null, null],
    [1, 'Grüße 雨', 1.5],
  ])
})

it('a query that finds nothing, and one that is wrong, are as ever', () => {
  expect(database().prepare('SELECT * FROM t WHERE number = 9;').get()).toBeUndefined()
  expect(database().prepare('SELECT * FROM t WHERE number = 9').all()).toEqual([])
  expect(() => database().prepare('SELECT x FROM nowhere')).toThrow('no such table')
})

it('what begins like a query may change something', () => {
  const changed = database()
  changed.prepare('WITH new (n) AS (VALUES (?)) INSERT INTO t (number) SELECT n FROM new').run(9)
  expect(valueOf(changed, 'SELECT count(*) FROM t -- all of them')).toBe(5)
  expect(valueOf(changed, 'WITH all_of (n) AS (SELECT number FROM t) SELECT sum(n) FROM all_of')).toBe(19)
})

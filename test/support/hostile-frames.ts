import fc from 'fast-check'
import { serverEventSchemas } from '../../src/shared/realtime/server-events'

/** Frames as no server should send them: torn, twisted, confused, or nothing like a frame at all. */

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** A frame that turns into a deletion is one, and not hostile. */
const types = [...serverEventSchemas.keys()].filter((type) => type !== 'conversation.item.deleted')

const oddValues = fc.constantFrom<Json>(null, true, -1, 0.5, 7, 2 ** 31, 1e21, '', 'x', [], {}, [[]], { type: 'audio' })

const garbage = (ids: readonly string[]): fc.Arbitrary<Json> =>
  fc.oneof(
    oddValues,
    fc.constantFrom(...ids),
    fc.constantFrom(...types),
    fc.string(),
    fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<Json>,
  )

/** One thing that goes wrong with an object: `path` leads to a field, by the place that it has among its like. */
interface Mutation {
  readonly kind: 'drop' | 'replace' | 'add' | 'repeat' | 'wrap'
  readonly path: readonly number[]
  readonly value: Json
}

const mutation = (ids: readonly string[]): fc.Arbitrary<Mutation> =>
  fc.record({
    kind: fc.constantFrom('drop', 'replace', 'replace', 'add', 'repeat', 'wrap'),
    path: fc.array(fc.nat(20), { minLength: 1, maxLength: 5 }),
    value: garbage(ids),
  })

type Entry = readonly [name: string, field: Json]

function mutate(value: Json, mutation: Mutation): Json {
  if (typeof value !== 'object' || value === null) return value
  const entries: readonly Entry[] = Object.entries(value)
  const [place = 0, ...deeper] = mutation.path
  const mutated = entries.flatMap((entry, index): readonly Entry[] =>
    index === place % entries.length ? mutateEntry(entry, { ...mutation, path: deeper }) : [entry],
  )
  return Array.isArray(value) ? mutated.map(([, field]) => field) : Object.fromEntries(mutated)
}

function mutateEntry([name, field]: Entry, mutation: Mutation): readonly Entry[] {
  const { kind, path, value } = mutation
  if (path.length > 0 && typeof field === 'object' && field !== null) return [[name, mutate(field, mutation)]]
  switch (kind) {
    case 'drop':
      return []
    case 'replace':
      return [[name, value]]
    case 'repeat':
      return [[name, [field, field]]]
    case 'wrap':
      return [[name, { [name]: field }]]
    case 'add':
      return [
        [name, field],
        ['__proto__', value],
        ['extra', value],
      ]
  }
}

function mutateFrame(frame: string, mutations: readonly Mutation[]): string {
  const good: Json = JSON.parse(frame)
  return JSON.stringify(mutations.reduce(mutate, good))
}

/** Frames that nest without end, in each of the fields that are looked into. */
export const nestedFrames: readonly string[] = ['session', 'item', 'response', 'part', 'output', 'vendor'].flatMap(
  (field) => {
    const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
    const item = `{"id":"nested","type":"function_call_output","${field}":${nested}}`
    return [`{"type":"session.created","${field}":${nested}}`, `{"type":"conversation.item.created","item":${item}}`]
  },
)

/**
 * Frames made of good ones, and some that are good: those come again, or at the wrong time.
 * @param frames good ones, no deletions among them
 * @param ids names that items and responses of the conversation have
 */
export function hostileFrame(frames: readonly string[], ids: readonly string[]): fc.Arbitrary<string> {
  const good = fc.constantFrom(...frames)
  const fields = fc.dictionary(
    fc.constantFrom(
      'item_id',
      'response_id',
      'content_index',
      'delta',
      'text',
      'transcript',
      'item',
      'response',
      'part',
      'type',
    ),
    garbage(ids),
  )
  return fc.oneof(
    {
      weight: 30,
      arbitrary: fc
        .tuple(good, fc.array(mutation(ids), { minLength: 1, maxLength: 3 }))
        .map((made) => mutateFrame(...made)),
    },
    { weight: 5, arbitrary: fc.tuple(good, fc.nat(400)).map(([frame, length]) => frame.slice(0, length)) },
    {
      weight: 5,
      arbitrary: fc.tuple(fc.constantFrom(...types), fields).map(([type, rest]) => JSON.stringify({ ...rest, type })),
    },
    { weight: 5, arbitrary: good },
    { weight: 2, arbitrary: fc.string({ unit: 'binary' }) },
    { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value)) },
  )
}

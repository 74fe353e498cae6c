import { Failure } from '../../../shared/ipc/result'

/** What people are shown of an identifier, unless it takes more to tell them apart. */
const SHORT_ID_CHARACTERS = 8

/** How long an identifier's beginning has to be, so that no two are alike. */
export function shortLength(ids: readonly string[]): number {
  const longest = ids.reduce((length, id) => Math.max(length, id.length), SHORT_ID_CHARACTERS)
  for (let length = SHORT_ID_CHARACTERS; length < longest; length += 1)
    if (new Set(ids.map((id) => id.slice(0, length))).size === ids.length) return length
  return longest
}

/**
 * The identifier that is meant: a whole one, or the beginning of just one.
 * @throws Failure `conversation.unknown`, `conversation.ambiguous`
 */
export function meantId(text: string, ids: readonly string[]): string {
  if (ids.includes(text)) return text
  const meant = ids.filter((id) => id.startsWith(text))
  const [id] = meant
  if (id === undefined || text === '') throw new Failure('conversation.unknown', { id: text })
  if (meant.length > 1) throw new Failure('conversation.ambiguous', { id: text, count: meant.length })
  return id
}

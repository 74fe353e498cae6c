import type { Query, Term } from '../../../../shared/history/query'
import type { SearchRequest } from '../../../../shared/history/search'

/**
 * A query in the language of FTS5. Words are letters and digits only, so in quotes nothing in them means anything else.
 */
export function matchExpression(query: Query, speaker: SearchRequest['speaker'] = 'anyone'): string {
  const all = query.terms.map(termExpression).join(' AND ')
  return speaker === 'anyone' ? all : `{${speaker}} : (${all})`
}

const termExpression = ({ words, beginning }: Term): string => `"${words.join(' ')}"${beginning ? ' *' : ''}`

import type { Transcript } from '../../../shared/conversation/transcript'
import { utcDate } from './times'
import { oneLine } from './visible-text'

/** One line of what stands at the head of a document. */
export interface Detail {
  readonly label: string
  readonly value: string
}

/** A title as it is shown: on one line, and never empty. */
export const shownTitle = ({ title }: Transcript): string => oneLine(title) || 'Conversation'

/** What is known of a conversation besides its words. */
export function detailsOf({ startedAt, model, endpoint, usage }: Transcript): readonly Detail[] {
  const tokens = `${usage.input} in, ${usage.output} out, ${usage.total} in total`
  const details = [
    { label: 'Started', value: utcDate(startedAt) },
    { label: 'Model', value: model },
    { label: 'Endpoint', value: endpoint },
    { label: 'Tokens', value: usage.total > 0 ? tokens : null },
  ]
  return details.flatMap(({ label, value }) => (value ? [{ label, value: oneLine(value) }] : []))
}

import type { Answer } from '../answers/answer'
import { spokenTokens, textTokens } from './usage'

export interface LimitedAnswer {
  readonly answer: Answer
  /** Whether all of it fits. */
  readonly complete: boolean
}

/** Cuts an answer to `max_output_tokens`; a cut one ends as `incomplete`. Calls are not cut: half of one is no use. */
export function limitAnswer(answer: Answer, maxOutputTokens: number | 'inf'): LimitedAnswer {
  if (maxOutputTokens === 'inf' || answer.kind === 'call') return { answer, complete: true }
  const share = maxOutputTokens / tokensOf(answer)
  if (share >= 1) return { answer, complete: true }
  const part = (all: { readonly length: number }): number => Math.floor(all.length * share)
  switch (answer.kind) {
    case 'text':
      return { answer: { ...answer, text: answer.text.slice(0, part(answer.text)) }, complete: false }
    case 'speech': {
      const transcript = answer.transcript.slice(0, part(answer.transcript))
      return {
        answer: { ...answer, transcript, samples: answer.samples.subarray(0, part(answer.samples)) },
        complete: false,
      }
    }
  }
}

const tokensOf = (answer: Exclude<Answer, { kind: 'call' }>): number =>
  answer.kind === 'text' ? textTokens(answer.text) : textTokens(answer.transcript) + spokenTokens(answer.samples.length)

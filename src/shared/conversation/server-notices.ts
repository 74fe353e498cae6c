import { errorName } from '../realtime/error-codes'
import type { ServerEventOf } from '../realtime/server-events'
import { codeOfServer, saidByServer } from '../realtime/said-by-server'
import { withoutReason } from '../realtime/server-refusal'
import type { WireError, WireResponse } from '../realtime/wire'
import type { Notice } from './item'

type Untranscribed = ServerEventOf<'conversation.item.input_audio_transcription.failed'>

/** Lines about what a server did besides answering: refusals, failures, and answers that ended early. */
export class ServerNotices {
  /** The reasons for failed transcriptions that were shown: each is shown once. */
  readonly #untranscribed = new Set<string>()

  refused(error: WireError): Notice {
    if (error.message === '') return { level: 'error', code: withoutReason.code, text: withoutReason.message }
    return { level: 'error', code: codeOfServer(errorName(error) ?? 'server.error'), ...inItsWords(error.message) }
  }

  /**
   * Says how a response ended, unless that shows in its items.
   * @param isEmpty whether it said and did nothing
   */
  ending(response: WireResponse, isEmpty: boolean): Notice | null {
    const { status, status_details: details } = response
    if (status === 'failed') return failure(response)
    if (status === 'incomplete' && details?.reason === 'max_output_tokens')
      return { level: 'info', code: 'answer.length_limit', text: 'The answer reached the length limit.' }
    if (status === 'incomplete' && details?.reason === 'content_filter')
      return { level: 'warning', code: 'answer.content_filter', text: 'The server’s content filter ended the answer.' }
    const isCompleted = status === 'completed' || status == null
    return isCompleted && isEmpty ? { level: 'info', code: 'answer.empty', text: 'The answer was empty.' } : null
  }

  /** Explains why a turn has no transcript; null when the same reason was shown before. */
  untranscribed({ item_id, error }: Untranscribed): Notice | null {
    const said = saidByServer(error?.message ?? error?.code ?? '')
    const reason = item_id === '' ? said : said.replaceAll(item_id, '')
    if (said === '' || this.#untranscribed.has(reason)) return null
    this.#untranscribed.add(reason)
    if (error?.code === noTranscript.code) return noTranscript
    const text = `What you said could not be transcribed: ${said}`
    return { level: 'warning', code: 'transcription.failed', text, values: { said } }
  }

  /** The server went on by itself because nobody said anything. */
  idle(): Notice {
    return { level: 'info', code: 'turn.idle', text: 'Nobody spoke for a while, so the server continued.' }
  }
}

const noTranscript: Notice = {
  level: 'info',
  code: 'transcription.timeout',
  text: 'The server sent no transcript of what you said.',
}

function failure({ status_details: details }: WireResponse): Notice {
  const error = details?.error
  const words = error?.message ? inItsWords(error.message) : { text: 'The server could not finish its answer.' }
  return { level: 'error', code: codeOfServer(error?.code ?? error?.type ?? 'response.failed'), ...words }
}

/** A server's own words, which nobody translates. */
function inItsWords(message: string): Pick<Notice, 'text' | 'values'> {
  const said = saidByServer(message)
  return { text: said, values: { said } }
}

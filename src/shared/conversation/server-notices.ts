import { errorName } from '../realtime/error-codes'
import type { ServerEventOf } from '../realtime/server-events'
import { codeOfServer, saidByServer } from '../realtime/said-by-server'
import { appError } from '../ipc/result'
import type { WireError, WireResponse } from '../realtime/wire'
import type { Notice } from './item'
import { noticeOf } from './notice'

type Untranscribed = ServerEventOf<'conversation.item.input_audio_transcription.failed'>

/** Lines about what a server did besides answering: refusals, failures, and answers that ended early. */
export class ServerNotices {
  /** The reasons for failed transcriptions that were shown: each is shown once. */
  readonly #untranscribed = new Set<string>()

  refused(error: WireError): Notice {
    if (error.message === '') return noticeOf('error', appError('server.no_reason'))
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
      return noticeOf('info', appError('answer.length_limit'))
    if (status === 'incomplete' && details?.reason === 'content_filter')
      return noticeOf('warning', appError('answer.content_filter'))
    const isCompleted = status === 'completed' || status == null
    return isCompleted && isEmpty ? noticeOf('info', appError('answer.empty')) : null
  }

  /** Explains why a turn has no transcript; null when the same reason was shown before. */
  untranscribed({ item_id, error }: Untranscribed): Notice | null {
    const said = saidByServer(error?.message ?? error?.code ?? '')
    const reason = item_id === '' ? said : said.replaceAll(item_id, '')
    if (said === '' || this.#untranscribed.has(reason)) return null
    this.#untranscribed.add(reason)
    if (error?.code === 'transcription.timeout') return noticeOf('info', appError('transcription.timeout'))
    return noticeOf('warning', appError('transcription.failed', { said }))
  }

  /** The server went on by itself because nobody said anything. */
  idle(): Notice {
    return noticeOf('info', appError('turn.idle'))
  }
}

function failure({ status_details: details }: WireResponse): Notice {
  const error = details?.error
  const words = error?.message ? inItsWords(error.message) : { text: appError('response.failed').message }
  return { level: 'error', code: codeOfServer(error?.code ?? error?.type ?? 'response.failed'), ...words }
}

/** A server's own words, which nobody translates. */
function inItsWords(message: string): Pick<Notice, 'text' | 'values'> {
  const said = saidByServer(message)
  return { text: said, values: { said } }
}

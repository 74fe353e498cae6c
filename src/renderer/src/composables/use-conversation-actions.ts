import { useApp } from '../stores/app'
import { useFoundWords } from '../stores/found-words'
import { useHistory } from '../stores/history'
import { type SearchHit, useHistorySearch } from '../stores/history-search'
import { useNotices } from '../stores/notices'
import { useClipboard } from './use-clipboard'

/** What is done with conversations of the history and needs more than one store. */
export function useConversationActions() {
  const app = useApp()
  const history = useHistory()
  const search = useHistorySearch()
  const found = useFoundWords()
  const notices = useNotices()
  const copyText = useClipboard()

  function open(id: string): void {
    found.end()
    if (id !== app.conversationId) void app.openConversation(id)
  }

  /** Opens the conversation of a hit where it was said, with the words marked. */
  async function openHit(hit: SearchHit): Promise<void> {
    found.show(hit, search.query)
    if (hit.conversationId !== app.conversationId && !(await app.openConversation(hit.conversationId))) found.end()
  }

  async function copy(ids: readonly string[]): Promise<void> {
    let text = ''
    if (await notices.attempt(async () => (text = await history.asMarkdown(ids)))) await copyText(text)
  }

  return { open, openHit, copy }
}

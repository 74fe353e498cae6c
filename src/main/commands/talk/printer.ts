import type { Writable } from 'node:stream'
import { assertNever } from '../../../shared/assert-never'
import type { FunctionCallItem, Item, ItemId, MessageItem } from '../../../shared/conversation/item'
import { messageText } from '../../../shared/conversation/item'
import type { Patch } from '../../../shared/conversation/patches'

const labels: Readonly<Record<MessageItem['role'], string>> = { user: 'You', assistant: 'Parley', system: 'System' }
const LABEL_WIDTH_CHARACTERS = 8

/** A piece of an answer; the first of an answer carries the speaker's label. */
interface Piece {
  readonly id: ItemId
  readonly text: string
  readonly label: string | null
}

/**
 * Prints a conversation as it happens: words as they come, each speaker on lines of their own.
 *
 * The transcript of what the user said often comes after the answer has begun. The answer is held back for it, so that
 * the question stands first; but no longer than until the answer is complete, since some transcripts never come.
 */
export class ConversationPrinter {
  readonly #out: Writable
  /** What has been printed of each message. */
  readonly #printed = new Map<ItemId, string>()
  /** Items of which no more is to be printed. */
  readonly #closed = new Set<ItemId>()
  readonly #roles = new Map<ItemId, MessageItem['role']>()
  /** Spoken turns whose words are not known yet. */
  readonly #awaited = new Set<ItemId>()
  /** Pieces of answers that wait for them. */
  #held: Piece[] = []
  /** The item whose line is being written. */
  #open: ItemId | null = null

  constructor(out: Writable) {
    this.#out = out
  }

  print(patches: readonly Patch[]): void {
    for (const patch of patches) this.#printPatch(patch)
  }

  /** Ends the line that is being written. */
  endLine(): void {
    if (this.#open !== null) this.#out.write('\n')
    this.#open = null
  }

  #printPatch(patch: Patch): void {
    switch (patch.op) {
      case 'insert':
      case 'update':
        this.#printItem(patch.item)
        return
      case 'append_text':
        if (this.#roles.get(patch.id) === 'assistant') this.#append(patch.id, patch.text)
        return
      case 'append_arguments':
      case 'move':
      case 'remove':
      case 'usage':
      case 'rate_limits':
        return
      default:
        assertNever(patch)
    }
  }

  #printItem(item: Item): void {
    switch (item.kind) {
      case 'message':
        this.#roles.set(item.id, item.role)
        if (item.role === 'assistant') this.#printAnswer(item)
        else this.#printTurn(item)
        return
      case 'function_call':
        if (item.status !== 'in_progress') this.#once(item.id, 'Tool', describeCall(item))
        return
      case 'function_output':
        this.#once(item.id, 'Result', item.output)
        return
      case 'notice':
        this.#once(item.id, 'Note', item.text)
        return
      case 'other':
        return
      default:
        assertNever(item)
    }
  }

  /** A user's turn is printed when its words are known, which for speech is a little later. */
  #printTurn(item: MessageItem): void {
    const spoken = item.parts.some((part) => part.kind === 'audio')
    const settled = item.parts.every((part) => part.kind !== 'audio' || part.transcript === 'done')
    const failed = item.parts.some((part) => part.transcript === 'failed')
    if (spoken && failed) this.#once(item.id, labels[item.role], '(spoken; not transcribed)')
    else if (settled && wordsOf(item) !== '') this.#once(item.id, labels[item.role], wordsOf(item))
    else if (spoken && !settled && !this.#closed.has(item.id)) {
      this.#awaited.add(item.id)
      return
    }
    if (this.#awaited.delete(item.id)) this.#release()
  }

  /** Prints what was held back, unless there is still something to wait for. */
  #release(): void {
    if (this.#awaited.size > 0) return
    const held = this.#held
    this.#held = []
    for (const piece of held) this.#write(piece)
  }

  #printAnswer(item: MessageItem): void {
    const text = messageText(item)
    const printed = this.#printed.get(item.id) ?? ''
    if (text.startsWith(printed)) this.#append(item.id, text.slice(printed.length))
    if (item.status !== 'in_progress') {
      this.#awaited.clear()
      this.#release()
    }
    const cut = item.parts.find((part) => part.heardMs !== null)
    if (cut?.heardMs != null && !this.#closed.has(item.id)) {
      this.#closed.add(item.id)
      this.#append(item.id, ` — [interrupted after ${seconds(cut.heardMs)} s]`, true)
      this.#awaited.clear()
      this.#release()
      this.endLine()
    }
  }

  #append(id: ItemId, text: string, closing = false): void {
    if (text === '' || (this.#closed.has(id) && !closing)) return
    const label = this.#printed.has(id) ? null : labels.assistant
    this.#printed.set(id, (this.#printed.get(id) ?? '') + text)
    const piece = { id, text, label }
    if (this.#awaited.size > 0) this.#held.push(piece)
    else this.#write(piece)
  }

  #write({ id, text, label }: Piece): void {
    if (this.#open !== id) {
      this.endLine()
      this.#out.write((label ?? '').padEnd(LABEL_WIDTH_CHARACTERS))
      this.#open = id
    }
    this.#out.write(text)
  }

  #once(id: ItemId, label: string, text: string): void {
    if (this.#closed.has(id)) return
    this.#closed.add(id)
    this.endLine()
    this.#out.write(`${label.padEnd(LABEL_WIDTH_CHARACTERS)}${text}\n`)
  }
}

const describeCall = (item: FunctionCallItem): string => `${item.name}(${item.arguments})`

const seconds = (ms: number): string => (ms / 1000).toFixed(1)

/** What a turn says; a picture says that it is one. */
const wordsOf = (item: MessageItem): string =>
  item.parts.some(({ kind }) => kind === 'image') ? `(picture) ${messageText(item)}`.trim() : messageText(item)

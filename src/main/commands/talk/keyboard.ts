import type { Readable, Writable } from 'node:stream'
import type { ReadStream } from 'node:tty'
import type { Clock } from '../../../shared/clock'
import { askForReleases, type Key, readKeys, stopReleases } from './terminal-keys'

export interface KeyboardListener {
  onTalkPress(): void
  onTalkRelease(): void
  onTalkDiscard(): void
  onLine(text: string): void
  /** Ctrl+C, which a terminal in raw mode hands to us as a key. */
  onInterrupt(): void
}

/** A held key repeats; in a terminal that can't tell that from taps, repeats this close together are one tap. */
const REPEAT_MS = 120

/**
 * A terminal as a push-to-talk key and a line to type in. Space talks while no line has been begun: held where the
 * terminal reports key releases, latched (tap to begin, tap to end) where it doesn't.
 */
export class Keyboard {
  readonly #out: Writable
  readonly #listener: KeyboardListener
  readonly #clock: Clock
  /** Whether Space talks; where turns are not taken by key, it is a character. */
  readonly #pushToTalk: boolean
  #line = ''
  #talking = false
  #reportsReleases = false
  #lastSpace = Number.NEGATIVE_INFINITY

  constructor(options: { out: Writable; listener: KeyboardListener; clock: Clock; pushToTalk: boolean }) {
    this.#out = options.out
    this.#listener = options.listener
    this.#clock = options.clock
    this.#pushToTalk = options.pushToTalk
  }

  /** Takes over a terminal; the function that comes back gives it back as it was. */
  attach(input: ReadStream): () => void {
    const onData = (chunk: Buffer | string): void => this.feed(chunk.toString())
    input.setRawMode(true)
    input.on('data', onData)
    input.resume()
    this.#out.write(askForReleases)
    return () => {
      this.#out.write(stopReleases)
      input.off('data', onData)
      input.setRawMode(false)
      input.pause()
    }
  }

  /** Handles raw terminal input. */
  feed(chunk: string): void {
    for (const key of readKeys(chunk)) this.#handle(key)
  }

  #handle(key: Key): void {
    switch (key.kind) {
      case 'reports_releases':
        this.#reportsReleases = true
        return
      case 'space':
        if (this.#line === '' && this.#pushToTalk) this.#talk(key.action)
        else if (key.action !== 'release') this.#type(' ')
        return
      case 'text':
        this.#type(key.text)
        return
      case 'backspace':
        this.#erase()
        return
      case 'enter':
        this.#send()
        return
      case 'escape':
        this.#discard()
        return
      case 'interrupt':
        this.#listener.onInterrupt()
    }
  }

  #talk(action: 'press' | 'repeat' | 'release'): void {
    if (action === 'repeat') return
    if (action === 'release' || (this.#talking && !this.#reportsReleases)) {
      if (action === 'press' && this.#isRepeat()) return
      if (this.#talking) this.#listener.onTalkRelease()
      this.#talking = false
      return
    }
    if (this.#isRepeat()) return
    this.#talking = true
    this.#listener.onTalkPress()
  }

  #isRepeat(): boolean {
    const now = this.#clock.now()
    const repeat = !this.#reportsReleases && now - this.#lastSpace < REPEAT_MS
    this.#lastSpace = now
    return repeat
  }

  #type(text: string): void {
    this.#line += text
    this.#out.write(text)
  }

  #erase(): void {
    if (this.#line === '') return
    this.#line = Array.from(this.#line).slice(0, -1).join('')
    this.#out.write('\b \b')
  }

  #send(): void {
    const text = this.#line.trim()
    this.#clearLine()
    if (text !== '') this.#listener.onLine(text)
  }

  #discard(): void {
    if (this.#talking) this.#listener.onTalkDiscard()
    this.#talking = false
    this.#clearLine()
  }

  /** Takes the typed line off the screen: the conversation prints it as a turn. */
  #clearLine(): void {
    if (this.#line !== '') this.#out.write('\r\u001b[K')
    this.#line = ''
  }
}

/** Whether a stream is a terminal that keys can be read from one by one. */
export const isTerminal = (input: Readable): input is ReadStream => 'isTTY' in input && input.isTTY === true

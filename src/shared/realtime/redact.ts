import { limitText } from '../text-limit'
import { placeholderFor } from './sound-placeholder'

/** Longest text of one event in an excerpt, in characters. */
const MAX_TEXT_CHARACTERS = 4_000
/** A key that stands across the cut is found as long as this much of what follows is looked at. */
const MAX_KEY_CHARACTERS = 500

/** Longer runs of base64 are sound (or images), not words. Only the start is looked at: sound can be millions long. */
const base64Start = /^(?:data:[\w/+.;=-]{1,80};base64,)?[A-Za-z0-9+/_-]{120}/

/** Events whose `delta` is sound, in both dialects. */
const soundDelta = /^response\.(?:output_)?audio\.delta$/

/** Keys as OpenAI, Azure and others make them, and whatever follows a bearer's name. */
const keys = /\b(?:sk|ek|pk|rk)[-_][A-Za-z0-9_-]{8,}|\bBearer\s+[\x21-\x7e]+|\b[0-9a-f]{32}\b/gi

/** Fields that hold keys under whatever name they are given. */
const secretFields = /^(?:api[-_]?key|authorization|client_secret|secret|token|password)$/i

/** Some servers name items by 32 hexadecimal digits, which look like a key. */
const idFields = /^(?:\w+_)?id$/

export interface Redaction {
  /** The keys in use, which are taken out wherever they stand. */
  readonly secrets: readonly string[]
  /** Whether sound stays; otherwise its length stands in its place. */
  readonly keepsSound: boolean
}

/**
 * Returns an event as text without sound and keys, cut to a bearable length. Costs as much as what is kept of it.
 * @param event a value that was read from JSON and is not {@link isTooDeep}, or the text of a frame
 * @param secrets the keys in use, which are taken out wherever they stand
 */
export function redactedText(event: unknown, secrets: readonly string[]): string {
  const writer = new RedactedWriter({ secrets, keepsSound: false }, MAX_TEXT_CHARACTERS + MAX_KEY_CHARACTERS)
  if (typeof event === 'string') writer.addText(event)
  else writer.addEvent(event)
  return limitText(writer.text, MAX_TEXT_CHARACTERS)
}

/**
 * Returns an event as JSON, whole but for keys and, unless it is to stay, sound.
 * @param event a value that was read from JSON and is not {@link isTooDeep}
 */
export function redactedJson(event: unknown, redaction: Redaction): string {
  const writer = new RedactedWriter(redaction, Number.POSITIVE_INFINITY)
  writer.addEvent(event)
  return writer.text
}

/** A text without anything that is, or looks like, a key. */
export const withoutKeys = (text: string, secrets: readonly string[]): string =>
  withoutSecrets(text.replace(keys, '[key]'), secrets)

const withoutSecrets = (text: string, secrets: readonly string[]): string =>
  secrets.filter((secret) => secret !== '').reduce((rest, secret) => rest.replaceAll(secret, '[key]'), text)

/** Writes the start of a value's JSON. Nothing is written that would be cut. */
class RedactedWriter {
  text = ''
  readonly #redaction: Redaction
  readonly #limit: number

  /** @param limit characters after which nothing more is written */
  constructor(redaction: Redaction, limit: number) {
    this.#redaction = redaction
    this.#limit = limit
  }

  /** Writes an event, whose type tells whether its delta is sound. */
  addEvent(event: unknown): void {
    const type = typeof event === 'object' && event !== null && 'type' in event ? event.type : undefined
    const isSound = typeof type === 'string' && soundDelta.test(type)
    this.#addValue(event, isSound ? 'delta' : null)
  }

  /** Writes text as it is, without quotes. */
  addText(text: string): void {
    this.#add(this.#redacted(text, ''))
  }

  get #isFull(): boolean {
    return this.text.length >= this.#limit
  }

  #add(text: string): void {
    if (!this.#isFull) this.text += text
  }

  /** @param soundField the field of the value that holds sound, besides those that always do */
  #addValue(value: unknown, soundField: string | null = null, name = ''): void {
    if (Array.isArray(value)) this.#addElements(value)
    else if (typeof value === 'object' && value !== null) this.#addFields(value, soundField)
    else this.#add(typeof value === 'string' ? JSON.stringify(this.#redacted(value, name)) : String(value))
  }

  #addElements(elements: readonly unknown[]): void {
    this.#add('[')
    for (const [index, element] of elements.entries()) {
      if (this.#isFull) return
      if (index > 0) this.#add(',')
      this.#addValue(element)
    }
    this.#add(']')
  }

  #addFields(object: object, soundField: string | null): void {
    this.#add('{')
    let isFirst = true
    for (const [name, value] of Object.entries(object) as [string, unknown][]) {
      if (this.#isFull) return
      if (value === undefined) continue
      this.#add(`${isFirst ? '' : ','}${JSON.stringify(this.#withoutSecrets(name))}:`)
      isFirst = false
      this.#addField(name, value, name === 'audio' || name === soundField)
    }
    this.#add('}')
  }

  #addField(name: string, value: unknown, isSound: boolean): void {
    if (secretFields.test(name)) this.#add('"[key]"')
    else if (isSound && typeof value === 'string' && !this.#redaction.keepsSound)
      this.#add(JSON.stringify(placeholderFor(value)))
    else this.#addValue(value, null, name)
  }

  #redacted(text: string, name: string): string {
    if (!this.#redaction.keepsSound && base64Start.test(text)) return placeholderFor(text)
    const withoutPatterns = idFields.test(name) ? this.#start(text) : this.#start(text).replace(keys, '[key]')
    return withoutSecrets(withoutPatterns, this.#redaction.secrets)
  }

  #withoutSecrets(name: string): string {
    return withoutSecrets(this.#start(name), this.#redaction.secrets)
  }

  /** As much of a text as can be written. */
  #start(text: string): string {
    return text.length > this.#limit ? text.slice(0, this.#limit) : text
  }
}

import { limitText } from '../../shared/text-limit'

/** Longest text of one event that is kept, in characters. */
const maxText = 4_000
/** A key that stands across the cut is found as long as this much of what follows is looked at. */
const longestKey = 500

/** Longer runs of base64 are sound (or images), not words. Only the start is looked at: sound can be millions long. */
const base64Start = /^[A-Za-z0-9+/_-]{120}/

/** Keys as OpenAI, Azure and others make them, and whatever follows a bearer's name. */
const keys = /\b(?:sk|ek|pk|rk)[-_][A-Za-z0-9_-]{8,}|\bBearer\s+[\x21-\x7e]+|\b[0-9a-f]{32}\b/gi

/** Fields that hold keys under whatever name they are given. */
const secretFields = /^(?:api[-_]?key|authorization|client_secret|secret|token|password)$/i

/**
 * Returns an event as text without sound and keys, cut to a bearable length. Costs as much as what is kept of it.
 * @param event a value that was read from JSON and is not {@link isTooDeep}, or the text of a frame
 * @param secrets the keys in use, which are taken out wherever they stand
 */
export function redactedText(event: unknown, secrets: readonly string[]): string {
  const excerpt = new Excerpt(maxText + longestKey)
  if (typeof event === 'string') excerpt.add(redactedString(event))
  else excerpt.addValue(event)
  return limitText(withoutSecrets(excerpt.text, secrets), maxText)
}

/** A text without anything that is, or looks like, a key. */
export const withoutKeys = (text: string, secrets: readonly string[]): string =>
  withoutSecrets(text.replace(keys, '[key]'), secrets)

const withoutSecrets = (text: string, secrets: readonly string[]): string =>
  secrets.filter((secret) => secret !== '').reduce((rest, secret) => rest.replaceAll(secret, '[key]'), text)

function redactedString(text: string): string {
  if (base64Start.test(text)) return `[${text.length} characters of base64]`
  return text.slice(0, maxText + longestKey).replace(keys, '[key]')
}

/** The start of a value's JSON. Nothing is written that would be cut. */
class Excerpt {
  text = ''
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  get #isFull(): boolean {
    return this.text.length >= this.#limit
  }

  add(text: string): void {
    if (!this.#isFull) this.text += text
  }

  addValue(value: unknown): void {
    if (Array.isArray(value)) this.#addElements(value)
    else if (typeof value === 'object' && value !== null) this.#addFields(value)
    else this.add(typeof value === 'string' ? JSON.stringify(redactedString(value)) : String(value))
  }

  #addElements(elements: readonly unknown[]): void {
    this.add('[')
    for (const [index, element] of elements.entries()) {
      if (this.#isFull) return
      if (index > 0) this.add(',')
      this.addValue(element)
    }
    this.add(']')
  }

  #addFields(object: object): void {
    this.add('{')
    let isFirst = true
    for (const [name, value] of Object.entries(object) as [string, unknown][]) {
      if (this.#isFull) return
      if (value === undefined) continue
      this.add(`${isFirst ? '' : ','}${JSON.stringify(name.slice(0, maxText))}:`)
      isFirst = false
      if (secretFields.test(name)) this.add('"[key]"')
      else this.addValue(value)
    }
    this.add('}')
  }
}

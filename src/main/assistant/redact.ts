/** Longest text of one event that is kept, in characters. */
const maxText = 4_000

/** Longer runs of base64 are sound (or images), not words. */
const base64 = /^[A-Za-z0-9+/_-]{120,}={0,2}$/

/** Keys as OpenAI, Azure and others make them, and whatever follows a bearer's name. */
const keys = /\b(?:sk|ek|pk|rk)[-_][A-Za-z0-9_-]{8,}|\bBearer\s+[\x21-\x7e]+|\b[0-9a-f]{32}\b/gi

/** Fields that hold keys under whatever name they are given. */
const secretFields = /^(?:api[-_]?key|authorization|client_secret|secret|token|password)$/i

/**
 * An event as text without sound and keys, cut to a bearable length.
 * @param secrets the keys in use, which are taken out wherever they stand
 */
export function redactedText(event: unknown, secrets: readonly string[]): string {
  const text = typeof event === 'string' ? redactedString(event) : JSON.stringify(event, redactedField)
  const open = withoutSecrets(text, secrets)
  return open.length > maxText ? `${open.slice(0, maxText - 1)}…` : open
}

/** A text without anything that is, or looks like, a key. */
export const withoutKeys = (text: string, secrets: readonly string[]): string =>
  withoutSecrets(text.replace(keys, '[key]'), secrets)

const withoutSecrets = (text: string, secrets: readonly string[]): string =>
  secrets.filter((secret) => secret !== '').reduce((rest, secret) => rest.replaceAll(secret, '[key]'), text)

function redactedField(name: string, value: unknown): unknown {
  if (secretFields.test(name)) return '[key]'
  return typeof value === 'string' ? redactedString(value) : value
}

const redactedString = (text: string): string =>
  base64.test(text) ? `[${text.length} characters of base64]` : text.replace(keys, '[key]')

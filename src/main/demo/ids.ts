/** Makes ids as OpenAI's server does: a kind and a random part, at most 32 characters, unique across sessions. */
export type NewId = (kind: 'event' | 'sess' | 'conv' | 'item' | 'resp' | 'call') => string

/** @param random gives a short random string of letters and digits, at most 24 characters */
export const idsFrom =
  (random: () => string): NewId =>
  (kind) =>
    `${kind}_${random()}`

/** What every part of `history` takes. Help is given before flags are read. */
export const commonFlags = {
  data: { type: 'string' },
  verbose: { type: 'boolean', default: false },
} as const

/**
 * The code that the system gave an error, such as `EACCES` or `ENOSPC`; empty for anything else. As the `reason` of an
 * error's values it finds the words that catalogues have for it, or those for a system that says nothing of use.
 */
export const systemErrorCode = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''

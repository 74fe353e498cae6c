/** The languages that Parley speaks, each by its own name. Every catalogue of words has an entry for each of them. */
export const languages = { en: 'English', de: 'Deutsch' } as const
export type Language = keyof typeof languages

export const languageNames = Object.keys(languages) as readonly Language[]

/**
 * Returns the first of the user's languages that Parley speaks; English if it speaks none of them.
 * @param preferred language tags, such as `de-AT`, the preferred one first
 */
export function chooseLanguage(preferred: readonly string[]): Language {
  const codes = preferred.map((tag) => tag.toLowerCase().split('-')[0])
  return codes.map((code) => languageNames.find((language) => language === code)).find((found) => found) ?? 'en'
}

/** Languages that are offered for transcription, by their ISO 639-1 codes; a settings file can name any other. */
const offered = [
  ...['ar', 'bg', 'ca', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fa', 'fi', 'fr', 'he', 'hi', 'hr', 'hu', 'id', 'it'],
  ...['ja', 'ko', 'lt', 'lv', 'ms', 'nl', 'no', 'pl', 'pt', 'ro', 'ru', 'sk', 'sl', 'sr', 'sv', 'sw', 'ta', 'th', 'tr'],
  ...['uk', 'ur', 'vi', 'zh'],
]

/**
 * Languages by their names, in the order of the alphabet.
 * @param locale the language of the names
 * @param chosen the code of one that is listed in any case
 */
export function spokenLanguages(locale: string, chosen: string | null): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([locale], { type: 'language' })
  const codes = new Set(chosen === null ? offered : [...offered, chosen])
  return Array.from(codes, (value) => ({ value, label: names.of(value) ?? value })).sort((left, right) =>
    left.label.localeCompare(right.label, locale),
  )
}

import { createI18n } from 'vue-i18n'
import { de } from './de'
import { en } from './en'

export const languages = { en: 'English', de: 'Deutsch' } as const
export type Language = keyof typeof languages

/** The first of the user's languages that there is a catalogue for. */
export function chooseLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split('-')[0]
    if (language === 'en' || language === 'de') return language
  }
  return 'en'
}

export const createCatalogues = () =>
  createI18n({ legacy: false, locale: 'en', fallbackLocale: 'en', messages: { en, de } })

import { createI18n } from 'vue-i18n'
import type { Language } from '../../../shared/languages'
import { de } from './de'
import { type Catalogue, en } from './en'

const messages: Readonly<Record<Language, Catalogue>> = { en, de }

/** Creates vue-i18n with the words of every language; it begins in English. */
export const createCatalogues = () => createI18n({ legacy: false, locale: 'en', fallbackLocale: 'en', messages })

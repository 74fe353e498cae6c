import { useI18n } from 'vue-i18n'
import type { AppError } from '../stores/notices'
import { errorWords, type Translator, type Words } from './error-words'

/** What to say of an error, in the language of the window. */
export function useErrorWords() {
  const catalogues = useI18n()
  const translator: Translator = {
    t: (key, values) => catalogues.t(key, values),
    te: (key) => catalogues.te(key),
  }
  return (error: AppError): Words => errorWords(translator, error)
}

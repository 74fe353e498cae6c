import { useI18n } from 'vue-i18n'
import type { AppError } from '../stores/notices'

/** What to say of an error: its own words, or general ones where its own are for developers. */
export function useErrorWords() {
  const { t } = useI18n()
  return (error: AppError): Pick<AppError, 'message' | 'hint'> =>
    error.displayable ? error : { message: t('notices.internal'), hint: error.message }
}

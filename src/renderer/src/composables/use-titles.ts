import { useI18n } from 'vue-i18n'
import { titleOf as mainTitleOf } from '../../../shared/conversation/transcript'

/** What the main side calls a conversation without words, which is English everywhere. */
const untitled = mainTitleOf([])

/** What conversations are called, in the language of the window. */
export function useTitles() {
  const { t } = useI18n()
  const titleOf = ({ title }: { readonly title: string }): string =>
    title === untitled ? t('history.untitled') : title
  return { titleOf }
}

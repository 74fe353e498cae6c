import { Braces, Captions, FileMusic, FileText, Globe, LetterText } from '@lucide/vue'
import { type Component, computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useApp } from '../stores/app'
import { type ExportFormat, useHistory } from '../stores/history'
import { useSettings } from '../stores/settings'
import { useKeptFile } from './use-kept-file'

/** What can be chosen from a menu: a format, or the web page with its recordings. */
export type ExportChoice = ExportFormat | 'html_sound'

/** The icon of each choice, in the order of the menu. */
const icons: Readonly<Record<ExportChoice, Component>> = {
  md: FileText,
  txt: LetterText,
  json: Braces,
  srt: Captions,
  vtt: Captions,
  html: Globe,
  html_sound: FileMusic,
}
const choices = Object.keys(icons) as readonly ExportChoice[]

/** The formats that conversations can be exported as, and the way to do it. */
export function useExport() {
  const { t } = useI18n()
  const app = useApp()
  const history = useHistory()
  const settings = useSettings()
  const keep = useKeptFile()

  const formats = computed(() => choices.map((value) => ({ value, icon: icons[value], label: t(`export.${value}`) })))
  const silentFormats = computed(() => formats.value.filter(({ value }) => value !== 'html_sound'))

  /** With sound only where there are recordings; of other conversations than the shown one, where any are made. */
  function formatsFor(ids: readonly string[] | 'all') {
    const isShown = ids.length === 1 && ids[0] === app.conversationId
    const hasSound = isShown ? app.conversation.recordings.length > 0 : settings.current?.privacy.keepAudio === true
    return hasSound ? formats.value : silentFormats.value
  }

  function exportAs(ids: readonly string[] | 'all', choice: ExportChoice): Promise<boolean> {
    const withAudio = choice === 'html_sound'
    return keep(() => history.exportAs(ids, choice === 'html_sound' ? 'html' : choice, withAudio))
  }

  return { formatsFor, exportAs }
}

import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { stateWords, tapSends } from '../composables/state-words'
import { useErrorWords } from '../composables/use-error-words'
import { useMode } from '../composables/use-mode'
import { useApp } from '../stores/app'
import { useSession } from '../stores/session'
import { useSettings } from '../stores/settings'
import { lastLine } from './last-line'
import { pillStop } from './pill-stop'

interface Caption {
  readonly tone: 'said' | 'asked' | 'hint' | 'trouble'
  readonly text: string
}

/** What the pill shows, in words. */
export function usePill() {
  const { t } = useI18n()
  const app = useApp()
  const session = useSession()
  const settings = useSettings()
  const { mode } = useMode()
  const errorWords = useErrorWords()

  const talking = computed(() => session.talk !== 'silent')
  const sendsByTap = computed(() => tapSends(session.talk === 'latched', settings.current?.talkKey.behaviour))
  const words = computed(() =>
    stateWords({ state: session.state, mode: mode.value, talking: talking.value, tapSends: sendsByTap.value }),
  )
  const error = computed(() => (session.state.phase === 'closed' ? session.state.error : null))
  const title = computed(() => {
    const { phase } = session.state
    if (error.value) return t('status.phase.failed')
    return words.value.title ? t(words.value.title) : t(`status.phase.${phase}`)
  })
  const stop = computed(() => pillStop({ state: session.state, mode: mode.value, talking: talking.value }))

  const caption = computed((): Caption => {
    if (error.value) return { tone: 'trouble', text: errorWords(error.value).message }
    // What was said before has nothing to do with the turn that is being said.
    if (talking.value)
      return session.silent ? { tone: 'trouble', text: t('pill.silent') } : { tone: 'hint', text: talkingHint() }
    const line = lastLine(app.view.order, app.view.items)
    if (!line) return { tone: 'hint', text: t(words.value.hint) }
    if (line.who === 'notice') return { tone: 'trouble', text: noticeWords(line) }
    if (line.text === null) return { tone: 'asked', text: spokenWords(line.pending) }
    return { tone: line.who === 'user' ? 'asked' : 'said', text: line.text }
  })

  function talkingHint(): string {
    if (!session.ready?.microphoneOpen) return t(words.value.hint)
    return sendsByTap.value ? t('pill.latched') : t('pill.held')
  }

  const noticeWords = ({ code, text, values }: { code: string; text: string; values?: Values }): string =>
    errorWords({ code, message: text, hint: '', displayable: true, ...(values && { values }) }).message

  const spokenWords = (pending: boolean): string =>
    pending ? t('conversation.transcribing') : t('conversation.transcriptFailed')

  return { look: computed(() => words.value.look), title, caption, stop }
}

type Values = Readonly<Record<string, string | number>>

import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useSession } from '../stores/session'
import { echoFigure } from './echo-figure'
import { useNumbers } from './use-numbers'

/** What the echo canceller does, in words: `sign` for the status line, `figure` for whoever looks for a fault. */
export function useEchoWords() {
  const { t } = useI18n()
  const { count } = useNumbers()
  const session = useSession()

  const active = computed(() => session.echo.active)
  const decibels = computed(() => {
    const figure = echoFigure(session.echo)
    return figure === null ? null : { count: count(figure) }
  })
  const sign = computed(() => (decibels.value ? t('status.echoBy', decibels.value) : t('status.echoOn')))
  const figure = computed(() => {
    if (decibels.value) return t('settings.diagnostics.echoBy', decibels.value)
    return t(active.value ? 'settings.diagnostics.echoOn' : 'settings.diagnostics.echoOff')
  })

  return { active, sign, figure }
}

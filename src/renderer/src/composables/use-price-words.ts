import { useI18n } from 'vue-i18n'
import type { ServerKind } from '../../../shared/realtime/servers/server-kinds'
import { pricesAsOf } from '../../../shared/usage/prices'
import { priceListOf } from '../../../shared/usage/pricing'
import { useNumbers } from './use-numbers'

/** Says what a model costs at a kind of server, and as of when; or that it is not known. */
export function usePriceWords(): (soldBy: ServerKind, model: string) => string {
  const { t } = useI18n()
  const { locale, money } = useNumbers()

  return (soldBy, model) => {
    const list = priceListOf(soldBy, model)
    if (list.kind !== 'published') return t(`settings.assistant.price.${list.kind}`)
    const { text, audio } = list.prices
    const month = new Intl.DateTimeFormat(locale.value, { month: 'long', year: 'numeric', timeZone: 'UTC' })
    return t('settings.assistant.price.published', {
      textIn: money(text.input),
      textOut: money(text.output),
      audioIn: money(audio.input),
      audioOut: money(audio.output),
      month: month.format(new Date(pricesAsOf)),
    })
  }
}

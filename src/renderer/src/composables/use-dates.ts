import { computed } from 'vue'
import { startOfDay } from '../stores/search-period'
import type { HistoryGroup } from './history-rows'
import { useNumbers } from './use-numbers'
import { useI18n } from 'vue-i18n'

/** Days in the language of the window. Formats are kept: making one costs more than using it a hundred times. */
export function useDates() {
  const { t } = useI18n()
  const { locale } = useNumbers()
  const formats = computed(() => {
    const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale.value, options)
    return {
      time: format({ hour: 'numeric', minute: '2-digit' }),
      weekday: format({ weekday: 'short' }),
      day: format({ day: 'numeric', month: 'short' }),
      dayOfYear: format({ day: 'numeric', month: 'short', year: 'numeric' }),
      month: format({ month: 'long' }),
      monthOfYear: format({ month: 'long', year: 'numeric' }),
    }
  })

  const isThisYear = (at: number, now: number): boolean => new Date(at).getFullYear() === new Date(now).getFullYear()

  /** As short as it can be and still be clear: a time, a weekday, a day. */
  function shortly(at: number, now: number): string {
    if (at >= startOfDay(now, -1)) return formats.value.time.format(at)
    if (at >= startOfDay(now, -6)) return formats.value.weekday.format(at)
    return day(at, now)
  }

  /** The day, in words where it is near. */
  function day(at: number, now: number): string {
    if (at >= startOfDay(now, 0)) return t('history.groups.today')
    if (at >= startOfDay(now, -1)) return t('history.groups.yesterday')
    return (isThisYear(at, now) ? formats.value.day : formats.value.dayOfYear).format(at)
  }

  function groupName(group: HistoryGroup, now: number): string {
    if (group.kind !== 'month') return t(`history.groups.${group.kind}`)
    return (isThisYear(group.at, now) ? formats.value.month : formats.value.monthOfYear).format(group.at)
  }

  return { shortly, day, groupName }
}

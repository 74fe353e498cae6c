import { computed } from 'vue'
import { useI18n } from 'vue-i18n'

/** Numbers, money and times in the language of the window. */
export function useNumbers() {
  const { locale: language } = useI18n()
  /** The user's own country, where it speaks the language of the window: it decides on dates and separators. */
  const locale = computed(
    () => navigator.languages.find((tag) => tag.toLowerCase().startsWith(language.value)) ?? language.value,
  )

  const count = (value: number): string => new Intl.NumberFormat(locale.value).format(value)

  /** A share of one. */
  const percent = (share: number): string => new Intl.NumberFormat(locale.value, { style: 'percent' }).format(share)

  /** Cents matter little, but the first answers cost less than one: small sums get more digits. */
  const money = (dollars: number): string =>
    new Intl.NumberFormat(locale.value, {
      style: 'currency',
      currency: 'USD',
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: 2,
      maximumFractionDigits: dollars < 1 ? 4 : 2,
    }).format(dollars)

  /** Milliseconds since 1970 as a time of the day. */
  const time = (at: number): string =>
    new Intl.DateTimeFormat(locale.value, { hour: 'numeric', minute: '2-digit' }).format(at)

  return { locale, count, percent, money, time }
}

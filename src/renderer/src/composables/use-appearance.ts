import { onBeforeUnmount, onMounted, ref, watchEffect } from 'vue'
import { useI18n } from 'vue-i18n'
import { chooseLanguage, languageNames, languages } from '../../../shared/languages'
import { useSettings } from '../stores/settings'

/** Languages call themselves by their own names. */
export const languageChoices = languageNames.map((value) => ({ value, label: languages[value] }))

/** Puts the theme and the language of the settings into force, and follows the system where they say so. */
export function useAppearance(): void {
  const settings = useSettings()
  const { locale } = useI18n()
  const systemLanguages = ref(navigator.languages)

  watchEffect(() => {
    const appearance = settings.current?.appearance
    const root = document.documentElement
    if (!appearance || appearance.theme === 'system') root.removeAttribute('data-theme')
    else root.dataset.theme = appearance.theme

    const chosen = appearance?.language ?? 'system'
    locale.value = chosen === 'system' ? chooseLanguage(systemLanguages.value) : chosen
    root.lang = locale.value
  })

  const onLanguageChange = (): void => {
    systemLanguages.value = navigator.languages
  }
  onMounted(() => window.addEventListener('languagechange', onLanguageChange))
  onBeforeUnmount(() => window.removeEventListener('languagechange', onLanguageChange))
}

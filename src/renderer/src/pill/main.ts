import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createCatalogues } from '../locales'
import { reportErrors } from '../report-errors'
import '../styles/tokens.css'
import '../styles/base.css'
import CallPill from './CallPill.vue'

/** The page of the call pill, a window of the desktop host. */
const app = createApp(CallPill).use(createPinia()).use(createCatalogues())
reportErrors(app)
app.mount('#app')

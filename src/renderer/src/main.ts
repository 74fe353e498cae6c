import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { createCatalogues } from './locales'
import { reportErrors } from './report-errors'
import './styles/tokens.css'
import './styles/base.css'

/** In the desktop host the preload has put the bridge there; in a browser its own client does. */
async function start(): Promise<void> {
  if (!window.parley) {
    const { installWebBridge } = await import('./web-bridge')
    await installWebBridge()
  }
  const app = createApp(App).use(createPinia()).use(createCatalogues())
  reportErrors(app)
  app.mount('#app')
}

void start()

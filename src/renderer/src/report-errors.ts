import type { App } from 'vue'
import { describeThrown } from '../../shared/thrown'
import { request } from './ipc'

/** Reports every error of the page to the main side's log. */
export function reportErrors(app: App): void {
  app.config.errorHandler = (error) => report(error)
  window.addEventListener('error', ({ error }) => report(error))
  window.addEventListener('unhandledrejection', ({ reason }) => report(reason))
}

function report(thrown: unknown): void {
  // Developer tools show the whole error.
  console.error(thrown)
  const { error, stack } = describeThrown(thrown)
  // Where the main side can't be reached, nobody can be told.
  request('log.report', { error: error.slice(0, 1000), stack: stack.slice(0, 8000) }).catch(() => undefined)
}

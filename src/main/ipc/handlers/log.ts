import { logOf } from '../../../shared/log'
import type { Assistant } from '../../assistant/assistant'
import type { DesktopFeatures } from './desktop'
import type { Handlers, RequestsOf } from './handlers'

/** Lines that the diagnostics show. */
const SHOWN_LINES = 200
/** Errors of pages that are logged in one run: a page that fails for each frame must not fill the log. */
const MAX_REPORTS = 200

const log = logOf('window')

export function logHandlers(assistant: Assistant, desktop: DesktopFeatures): Handlers<RequestsOf<'log'>> {
  let reports = 0
  return {
    'log.read': async () => ({ folder: assistant.log.folder, lines: await assistant.log.lastLines(SHOWN_LINES) }),
    'log.openFolder': () => desktop.openFolder(assistant.log.folder),
    'log.report': ({ error, stack }) => {
      reports += 1
      if (reports <= MAX_REPORTS) log.reported('The page had an error.', error, stack)
    },
  }
}

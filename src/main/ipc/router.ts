import type { z } from 'zod'
import { type EventName, type RequestName, requests } from '../../shared/ipc/contract'
import { logOf } from '../../shared/log'
import { Failure, type Result, toAppError } from '../../shared/ipc/result'
import type { Assistant } from '../assistant/assistant'
import { appHandlers } from './handlers/app'
import { audioHandlers } from './handlers/audio'
import { conversationHandlers } from './handlers/conversation'
import { type DesktopFeatures, desktopHandlers, noDesktop } from './handlers/desktop'
import type { Handlers } from './handlers/handlers'
import { historyHandlers } from './handlers/history'
import { logHandlers } from './handlers/log'
import { sessionHandlers } from './handlers/session'
import { settingsHandlers } from './handlers/settings'
import { talkHandlers } from './handlers/talk'

const log = logOf('ipc')

/** The one way from windows to the assistant, whatever carries it. */
export interface Router {
  /** Answers a request. Never rejects and never throws: what went wrong is a failed `Result`. */
  handle(name: string, input: unknown): Promise<Result<unknown>>
  /** Listens to everything that windows are told; returns the way to stop listening. */
  subscribe(listener: (name: EventName, payload: unknown) => void): () => void
  /** A window is gone, or its page is: what it held down will not come up. */
  windowGone(): void
}

/** @param desktop what only a desktop host has; left out by others */
export function createRouter(assistant: Assistant, desktop: DesktopFeatures = noDesktop): Router {
  const handlers: Handlers = {
    ...appHandlers(assistant),
    ...sessionHandlers(assistant),
    ...talkHandlers(assistant),
    ...conversationHandlers(assistant),
    ...historyHandlers(assistant, desktop),
    ...settingsHandlers(assistant),
    ...audioHandlers(assistant),
    ...desktopHandlers(desktop),
    ...logHandlers(assistant, desktop),
  }
  return {
    async handle(name, input) {
      try {
        return { ok: true, value: await answer(handlers, name, input) }
      } catch (thrown) {
        log.warn('A request failed.', thrown, { request: isRequestName(name) ? name : 'unknown' })
        const error = toAppError(thrown)
        assistant.noteError(error)
        return { ok: false, error }
      }
    },
    subscribe: (listener) => assistant.subscribe(listener),
    windowGone() {
      assistant.talkKey.lose('window')
      void assistant.stopDeviceTest()
      desktop.pauseHotkey(false) // it may have been recording one
    },
  }
}

/** @throws Failure `ipc.unknown_request`, `ipc.bad_payload`, or what the handler throws */
async function answer(handlers: Handlers, name: string, input: unknown): Promise<unknown> {
  if (!isRequestName(name)) throw new Failure('ipc.unknown_request', { name: name.slice(0, 100) })
  // Name, schema and handler belong together by the contract's type, which the compiler can't follow through a variable.
  const handler = handlers[name] as (input: unknown) => unknown
  return await handler(parsed(name, input))
}

const isRequestName = (name: string): name is RequestName => Object.hasOwn(requests, name)

function parsed(name: RequestName, input: unknown): unknown {
  const schema: z.ZodType = requests[name].input
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const where = issue?.path.join('.') ?? ''
  const what = `${where && `${where}: `}${issue?.message ?? ''}`
  throw new Failure('ipc.bad_payload', { name, what })
}

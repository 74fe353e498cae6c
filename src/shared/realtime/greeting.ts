import type { ServerEvent } from './server-events'

/**
 * Whether an event shows that the server has opened a session. Servers begin with `session.created`, `session.updated` or
 * `conversation.created`; whatever else a session alone would send counts too. An error does not, nor does what is not
 * understood, such as a ping.
 */
export const isGreeting = (event: ServerEvent): boolean => event.type !== 'error'

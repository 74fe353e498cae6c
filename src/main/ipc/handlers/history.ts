import type { Assistant } from '../../assistant/assistant'
import type { DesktopFeatures } from './desktop'
import type { Handlers, RequestsOf } from './handlers'

export const historyHandlers = ({ archive }: Assistant, desktop: DesktopFeatures): Handlers<RequestsOf<'history'>> => ({
  'history.list': ({ cursor, limit }) => archive.list(cursor, limit),
  'history.search': (request) => archive.search(request),
  'history.rename': ({ id, title }) => archive.rename(id, title),
  'history.pin': ({ ids, pinned }) => archive.pin(ids, pinned),
  'history.remove': ({ ids }) => archive.remove(ids),
  'history.restore': ({ ids }) => archive.restore(ids),
  'history.forget': () => archive.forget(),
  'history.export': (choice) => archive.export(choice),
  'history.copy': async ({ ids }) => ({ text: await archive.markdown(ids) }),
  'history.drag': ({ ids }) => desktop.dragConversations(ids),
  'history.share': ({ ids }) => desktop.shareConversations(ids),
})

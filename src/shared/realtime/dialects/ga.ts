import type { Dialect } from '../dialect'

/** The generally available protocol: what Parley speaks inside, so nothing needs translating. */
export const ga: Dialect = {
  name: 'ga',
  headers: {},
  serverEventToGa: (event) => event,
  serverEventFromGa: (event) => event,
  clientEventToGa: (event) => event,
  clientEventFromGa: (event) => event,
}

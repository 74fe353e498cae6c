/** The same type spelled out: an interface doesn't fit a type that allows further fields, its members do. */
type Plain<T> = T extends object ? { [K in keyof T]: Plain<T[K]> } : T

type OfType<E, T> = Extract<E, { type: T }>

/** The names of those published events that a union of accepted events would refuse; `never` when all fit. */
export type Misfits<Published extends { readonly type: string }, Accepted extends { readonly type: string }> = {
  [T in Published['type']]: [Plain<OfType<Published, T>>] extends [OfType<Accepted, T>] ? never : T
}[Published['type']]

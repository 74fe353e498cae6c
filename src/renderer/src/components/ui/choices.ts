import type { Component } from 'vue'

/** One of several, in a list. */
export interface Choice<V extends string> {
  readonly value: V
  readonly label: string
}

/** One of several, with a sign of its own. */
export interface SignedChoice<V extends string> extends Choice<V> {
  readonly icon: Component
}

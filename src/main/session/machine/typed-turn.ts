export interface TypedTurn {
  /** Ours, so that the turn shows before the server has confirmed it. */
  readonly itemId: string
  readonly text: string
}

interface Echo {
  readonly active: boolean
  /** Decibels; null while nothing is known. */
  readonly erleDb: number | null
}

/** By how many whole decibels the echo is quieter; null where nothing is known that is worth telling. */
export function echoFigure({ active, erleDb }: Echo): number | null {
  if (!active || erleDb === null) return null
  const decibels = Math.round(erleDb)
  return decibels > 0 ? decibels : null
}

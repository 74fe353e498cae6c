/** What the system is to do with its entry that starts Parley at login. */
export type LoginItemOrder =
  /** Have one that starts this Parley. */
  | 'add'
  /** Have none for this Parley. */
  | 'remove'
  /** If it has one for this Parley, and its user has not switched that off there: have it find where Parley is now. */
  | 'correct'

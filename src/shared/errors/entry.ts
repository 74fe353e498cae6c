/** The words for one error; `{name}` stands for a value. */
export interface Entry {
  /** What happened, and what Parley does. */
  readonly message: string
  /** What the user can do. */
  readonly hint?: string
}

/** Entries by domain and reason, the two halves of a code. */
export type Entries = Readonly<Record<string, Readonly<Record<string, Entry>>>>

/** The same messages in any language: every key is there, and its text is any. */
export type Widened<Messages> = {
  readonly [Key in keyof Messages]: Messages[Key] extends string ? string : Widened<Messages[Key]>
}

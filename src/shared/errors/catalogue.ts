import { type EnglishMessages, errorsEn } from './en'
import type { Entries, Entry } from './entry'
import { terminalErrors } from './terminal'

/** What fills the gaps of an error's message and hint, by the names of the gaps. */
export type ErrorValues = Readonly<Record<string, string | number>>

type WindowMessages = Omit<EnglishMessages, 'reasons'>
type TerminalMessages = typeof terminalErrors

type CodesIn<Messages> = {
  [Domain in keyof Messages & string]: `${Domain}.${keyof Messages[Domain] & string}`
}[keyof Messages & string]

/** The code of an error of Parley's own, `domain.reason`. */
export type ErrorCode = CodesIn<WindowMessages> | CodesIn<TerminalMessages>

type EntryIn<Messages, Code> = Code extends `${infer Domain}.${infer Reason}`
  ? Domain extends keyof Messages
    ? Reason extends keyof Messages[Domain]
      ? Messages[Domain][Reason]
      : never
    : never
  : never

/** The message and the hint of an entry; `Entry` distributes over unions. */
type TextsOf<Entry> = Entry extends unknown ? Entry[keyof Entry] : never

type GapsIn<Text> = Text extends `${string}{${infer Gap}}${infer Rest}` ? Gap | GapsIn<Rest> : never

type GapsOf<Code> = GapsIn<TextsOf<EntryIn<WindowMessages, Code> | EntryIn<TerminalMessages, Code>>>

/**
 * The values that an error needs: one for each gap of its English message and hint. A `reason` is a key of `reasons`, or
 * the code of a system error; what has no entry there counts as `other`.
 */
export type ValuesOf<Code extends ErrorCode> = {
  readonly [Gap in GapsOf<Code>]: Gap extends 'reason' ? string : string | number
}

/** Values as arguments, which an error without gaps may leave out. */
export type ValuesArgument<Code extends ErrorCode> = [GapsOf<Code>] extends [never]
  ? [values?: Readonly<Record<string, never>>]
  : [values: ValuesOf<Code>]

/** The words of an error. */
export interface Words {
  readonly message: string
  /** Empty when there is nothing to do. */
  readonly hint: string
}

/** Returns the English words of an error. */
export function englishWords(code: ErrorCode, values: ErrorValues): Words {
  const entry = entryAt(code)
  if (!entry) throw new Error(`There are no words for ${code}.`)
  const reason = 'reason' in values ? (own(errorsEn.reasons, String(values.reason)) ?? errorsEn.reasons.other) : null
  const filled = reason ? { ...values, reason: reason.message } : values
  return { message: format(entry.message, filled), hint: format(entry.hint ?? reason?.hint ?? '', filled) }
}

/** Returns whether there are words for a code that came from elsewhere. */
export const isErrorCode = (code: string): code is ErrorCode => entryAt(code) !== undefined

function entryAt(code: string): Entry | undefined {
  const [domain = '', reason = ''] = code.split('.')
  const { reasons: _, ...windows } = errorsEn
  return [windows, terminalErrors].map((entries: Entries) => own(own(entries, domain) ?? {}, reason)).find(Boolean)
}

/** Returns a property that an object has itself: codes come from servers too, and may be `constructor`. */
const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

const format = (text: string, values: ErrorValues): string =>
  text.replace(/\{(\w+)\}/g, (gap, name: string) => String(own(values, name) ?? gap))

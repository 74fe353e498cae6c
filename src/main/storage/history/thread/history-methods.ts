import type { HistoryPort } from '../../../../shared/history/port'

/** What is asked of the history, rather than told to it. */
export type HistoryMethods = Omit<HistoryPort, 'subscribe' | 'keep'>
export type MethodName = keyof HistoryMethods

/** The same without waiting. */
export type SynchronousHistory = {
  [Name in MethodName]: (...parameters: Parameters<HistoryMethods[Name]>) => Answer<Name>
}

export type Answer<Name extends MethodName> = Awaited<ReturnType<HistoryMethods[Name]>>

/** A question as it travels: what is asked, and with which parameters. */
export type Question = { [Name in MethodName]: Asking<Name> }[MethodName]

export interface Asking<Name extends MethodName> {
  readonly name: Name
  readonly parameters: Parameters<HistoryMethods[Name]>
}

export const answer = <Name extends MethodName>(
  history: SynchronousHistory,
  { name, parameters }: Asking<Name>,
): Answer<Name> => history[name](...parameters)

import type { Dialect, DialectName } from '../dialect'
import { beta } from './beta'
import { ga } from './ga'

/** Every dialect by its name. */
export const dialects: Readonly<Record<DialectName, Dialect>> = { ga, beta }

import { limitText } from '../text-limit'

/** Longest message of a server that is shown or kept, in characters. */
const MAX_MESSAGE_CHARACTERS = 2_000
/** Longest code, which names an error and is no text. */
const MAX_CODE_CHARACTERS = 100

/** Characters that turn the direction of what follows, by which a text can be made to look like another one. */
const directions = /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/g

/** Returns a server's own words as they may be shown: of bearable length, and read in the order they are written. */
export const saidByServer = (text: string): string =>
  limitText(text.slice(0, 2 * MAX_MESSAGE_CHARACTERS).replace(directions, ''), MAX_MESSAGE_CHARACTERS)

/** Returns a server's code for an error, likewise. */
export const codeOfServer = (code: string): string => limitText(code.replace(directions, ''), MAX_CODE_CHARACTERS)

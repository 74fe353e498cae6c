/**
 * A value as JSON. Control characters that JSON would leave as they are, and a terminal would obey, are written as escapes.
 * @param indent by how many spaces each level is indented; none puts all on one line
 */
export const jsonText = (value: object, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(/[\u007F-\u009F\u2028\u2029]/g, escapeCharacter)

const escapeCharacter = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/**
 * Text as it may stand in a document: line ends are `\n`, halves of characters are replaced, and control characters are
 * gone, since a file or a terminal could take them for commands. Tabs stay.
 */
export const visibleText = (text: string): string =>
  text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, '\n')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[^\P{Control}\n\t]/gu, '')

/** {@link visibleText} on one line: every run of white space is one space. */
export const oneLine = (text: string): string => visibleText(text).replace(/\s+/gu, ' ').trim()

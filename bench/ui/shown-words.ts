import type { Page } from '@playwright/test'

/** The end of the words in the document, and when it became that: milliseconds since 1970. */
export interface Shown {
  readonly at: number
  readonly tail: string
}

/** Text that the main side has sent to the window, and when: milliseconds since 1970. */
export interface Sent {
  readonly at: number
  readonly text: string
}

/** So many characters find their place in a text. */
const TAIL_CHARACTERS = 40

/** Runs in the page. It looks at nothing but the last paragraph, so that watching costs next to nothing. */
const watch = `
  window.benchShown = []
  const list = document.querySelector('main [role=list]')
  new MutationObserver(() => {
    const at = performance.timeOrigin + performance.now()
    let node = list.lastElementChild?.querySelector('.body')
    while (node?.lastElementChild) node = node.lastElementChild
    const tail = node?.textContent.trimEnd().slice(-${TAIL_CHARACTERS}) ?? ''
    if (window.benchShown.at(-1)?.tail !== tail) window.benchShown.push({ at, tail })
  }).observe(list, { subtree: true, childList: true, characterData: true })
`

/** Takes note, in the page, of each change of the conversation's last words. */
export const watchWords = (page: Page): Promise<unknown> => page.evaluate(watch)

export const readWords = (page: Page): Promise<readonly Shown[]> => page.evaluate<readonly Shown[]>('window.benchShown')

/**
 * How long each piece of an answer took from the main side into the document, in milliseconds.
 * @param text the whole answer
 */
export function delays(text: string, sent: readonly Sent[], shown: readonly Shown[]): readonly number[] {
  const arrivals = arrivalsOf(text, shown)
  let length = 0
  let next = 0
  return sent.flatMap(({ at, text: piece }) => {
    length += piece.length
    const words = text.slice(0, length).trimEnd().length
    while (next < arrivals.length && (arrivals[next]?.length ?? 0) < words) next += 1
    const arrival = arrivals[next]
    return arrival ? [arrival.at - at] : []
  })
}

/** How much of a text was shown when. */
function arrivalsOf(text: string, shown: readonly Shown[]): readonly { at: number; length: number }[] {
  let length = 0
  return shown.flatMap(({ at, tail }) => {
    const start = tail === '' ? -1 : text.indexOf(tail, Math.max(0, length - tail.length))
    if (start === -1) return []
    length = start + tail.length
    return [{ at, length }]
  })
}

import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Where menus and tooltips float: at the end of the body, so by design in no landmark. */
const floating = 'data-reka-popper-con' // axe shortens what it shows

/** Half-way through a transition colours are nobody's. What goes on for ever, such as dots, is not waited for. */
const transitionsOver = `Promise.allSettled(
  document.getAnimations().flatMap((one) => (one instanceof CSSTransition ? [one.finished] : [])),
).then(() => null)`

/** Has axe look at what a page shows now. */
export async function expectNoViolations(page: Page): Promise<void> {
  await page.evaluate(transitionsOver)
  // Legacy mode stays in the page: the usual one opens another, which the desktop host does not allow.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => ({ id, html })))
  expect(found.filter(({ id, html }) => !(id === 'region' && html.includes(floating)))).toEqual([])
}

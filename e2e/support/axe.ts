import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Where menus and tooltips float: at the end of the body, so by design in no landmark. */
const floating = 'data-reka-popper-con' // axe shortens what it shows

/**
 * Has axe look at what a page shows now, in both themes. The themes differ in their colours only, so the dark one is
 * asked about contrast alone. Without motion no transition is waited for.
 */
export async function expectNoViolations(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await expectNothingFound(axeOn(page))
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await expectNothingFound(axeOn(page).withRules('color-contrast'))
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
}

/** Legacy mode stays in the page: the usual one opens another, which the desktop host does not allow. */
const axeOn = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode()

async function expectNothingFound(axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze()
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => ({ id, html })))
  expect(found.filter(({ id, html }) => !(id === 'region' && html.includes(floating)))).toEqual([])
}

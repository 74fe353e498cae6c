import type { Page } from '@playwright/test'
import { de } from '../src/renderer/src/locales/de'
import { en } from '../src/renderer/src/locales/en'
import { choose, expect, openSettings, test } from './fixtures'

type Words = { readonly [name: string]: string | Words }

const sentences = (words: Words): readonly string[] =>
  Object.values(words).flatMap((word) => (typeof word === 'string' ? [word] : sentences(word)))

const german = new Set(sentences(de))
/** What is only said in English; sentences with a gap are never shown as they stand. */
const onlyEnglish = new Set(sentences(en).filter((sentence) => !german.has(sentence) && !sentence.includes('{')))

/** Every text of the page, and every name and tooltip that its elements have. */
const textsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`(() => {
    const texts = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) texts.push(walker.currentNode.textContent.trim())
    for (const element of document.querySelectorAll('body *'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        if (element.hasAttribute(name)) texts.push(element.getAttribute(name).trim())
    return texts.filter((text) => text !== '')
  })()`)

async function expectNoEnglish(page: Page): Promise<void> {
  const texts = await textsOf(page)
  expect(texts.filter((text) => german.has(text)).length).toBeGreaterThan(10)
  expect(texts.filter((text) => onlyEnglish.has(text))).toEqual([])
}

test('shows every word in German, also in the dark theme', async ({ page }) => {
  await openSettings(page, 'Appearance')
  await choose(page, 'Theme', 'Dark')
  await choose(page, 'Language', 'Deutsch')
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click()
    await expectNoEnglish(page)
  }
  await page.keyboard.press('Escape')
  await expectNoEnglish(page)

  for (const name of ['Sprechtaste', 'Freihändig', 'Freihändig (intelligent)', 'Tippen'])
    await expect(page.getByRole('radio', { name, exact: true })).toBeVisible()
  for (const name of ['Verbinden', 'Einstellungen', 'Gespräch exportieren', 'Schlüssel hinzufügen', 'Senden'])
    await expect(page.getByRole('button', { name, exact: true }).first()).toBeVisible()
  await page.getByRole('textbox', { name: 'Nachricht' }).fill('What is 2 + 3?')
  await page.getByRole('button', { name: 'Senden' }).click()
  await expect(page.getByText('Wartet', { exact: true })).toBeVisible()
  await expect(page.getByText('2 + 3 is 5.').first()).toBeVisible()
  await page.getByRole('radio', { name: 'Freihändig', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Mikrofon stummschalten' })).toBeVisible()
  await expectNoEnglish(page)
  await page.getByRole('button', { name: 'Gespräch exportieren' }).click()
  await expect(page.getByRole('menuitem', { name: 'Reiner Text' })).toBeVisible()
  await expectNoEnglish(page)
})

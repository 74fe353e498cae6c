import { changeSettings, expect, openSettings, test } from '../fixtures'
import { expectNoViolations } from '../support/axe'
import { ask, entryOf, hitOf, searchFor, startAnew } from '../support/history'

// Both hosts show the same page: one of them shows all of it to axe.

test('the settings have no axe violations', async ({ page }) => {
  await openSettings(page, 'Appearance')
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click()
    await expectNoViolations(page)
  }
})

test('the history has no axe violations', async ({ page }) => {
  await changeSettings(page, { mode: 'text' }) // which is quick
  await ask(page, 'What is 1 + 1?', '1 + 1 is 2.')
  await startAnew(page)
  await ask(page, 'What is 2 + 2?', '2 + 2 is 4.')

  await entryOf(page, '1 + 1').click()
  await expect(page.getByText('This is an earlier conversation.')).toBeVisible()
  await expectNoViolations(page)
  await entryOf(page, '1 + 1').click({ modifiers: ['ControlOrMeta'] })
  await expectNoViolations(page)
  await entryOf(page, '1 + 1').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Export' }).click()
  await expect(page.getByRole('menuitem', { name: 'Markdown', exact: true })).toBeVisible()
  await expectNoViolations(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')

  await searchFor(page, 'what')
  await page.getByRole('button', { name: 'Filter results' }).click()
  await hitOf(page, 'What is 1 + 1?').first().click()
  await expect(page.getByRole('group', { name: 'Found words' })).toBeVisible()
  await expectNoViolations(page)
  await searchFor(page, 'nothing like this')
  await expect(page.getByText('No results.')).toBeVisible()
  await expectNoViolations(page)
  await page.getByRole('searchbox').press('Escape')

  await page.getByRole('button', { name: 'New conversation off the record' }).click()
  await expect(page.getByText('This conversation is not saved.')).toBeVisible()
  await expectNoViolations(page)

  await openSettings(page, 'Privacy')
  await page.getByRole('switch', { name: 'Save audio of both sides' }).click()
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Delete everything…' }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await expectNoViolations(page)
})

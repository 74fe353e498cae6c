import { expect, openSettings, test } from './fixtures'
import { expectNoViolations } from './support/axe'
import { ask, entryOf, hitOf, searchFor, startAnew } from './support/history'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'

for (const theme of ['light', 'dark']) {
  test(`axe finds nothing in the history (${theme})`, async ({ dataDirectory, restart }) => {
    const settings = { version: 1, mode: 'text', appearance: { theme } }
    await writeFile(path.join(dataDirectory, 'settings.json'), JSON.stringify(settings))
    const { page } = await restart()
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
    await page.getByRole('button', { name: 'Narrow the search' }).click()
    await hitOf(page, 'What is 1 + 1?').first().click()
    await expect(page.getByRole('group', { name: 'Found words' })).toBeVisible()
    await expectNoViolations(page)
    await searchFor(page, 'nothing like this')
    await expect(page.getByText('Nothing found.')).toBeVisible()
    await expectNoViolations(page)
    await page.getByRole('searchbox').press('Escape')

    await page.getByRole('button', { name: 'New conversation off the record' }).click()
    await expect(page.getByText('Nothing of this conversation is written to disk.')).toBeVisible()
    await expectNoViolations(page)

    await openSettings(page, 'Privacy')
    await page.getByRole('switch', { name: 'Keep the sound of both sides' }).click()
    await expectNoViolations(page)
    await page.getByRole('button', { name: 'Forget everything…' }).click()
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await expectNoViolations(page)
  })
}

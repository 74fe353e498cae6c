import { changeSettings, choose, expect, openSettings, say, test, usingServer } from './fixtures'

test('shows errors in German, with a hint', async ({ page }) => {
  await openSettings(page, 'Appearance')
  await choose(page, 'Language', 'Deutsch')
  await page.getByRole('tab', { name: 'Server' }).click()
  await page.getByRole('button', { name: 'Server hinzufügen' }).click()
  await choose(page, 'Server', 'Eigener Server')
  await page.getByLabel('Adresse').fill('ws://127.0.0.1:1/v1/realtime')
  await page.getByRole('button', { name: 'Prüfen und speichern' }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveText(
    'Unter 127.0.0.1:1 läuft kein Server. Starten Sie den Server, oder prüfen Sie Adresse und Port.',
  )
})

test('shows notices in German and exports them in English', async ({ host, page }) => {
  await openSettings(page, 'Appearance')
  await choose(page, 'Language', 'Deutsch')
  await page.keyboard.press('Escape')
  await page.getByRole('radio', { name: 'Tippen' }).click()
  const ask = async (question: string, answer: string): Promise<void> => {
    await page.getByRole('textbox', { name: 'Nachricht' }).fill(question)
    await page.keyboard.press('Enter')
    await expect(page.getByText(answer).first()).toBeVisible()
    await expect(page.getByText('Wartet', { exact: true })).toBeVisible()
  }
  await ask('What is 2 + 3?', '2 + 3 is 5.')
  await page.getByRole('button', { name: 'Trennen' }).click()
  await expect(page.getByText('Sitzung beendet', { exact: true })).toBeVisible()
  await ask('What is 1 + 1?', '1 + 1 is 2.')
  await expect(page.getByText('Neue Verbindung. Das Modell kennt das bisherige Gespräch.')).toBeVisible()
  const { content } = await host.exported(async () => {
    await page.getByRole('button', { name: 'Gespräch exportieren' }).click()
    await page.getByRole('menuitem', { name: 'Reiner Text' }).click()
  })
  expect(content).toContain('New connection. The model knows')
})

test('leads from a missing key to the field for it', async ({ page }) => {
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
  await changeSettings(page, usingServer('openai'))
  await expect(page.getByText('OpenAI').first()).toBeVisible()
  await say(page, 'Hello')
  const notice = page.getByRole('region', { name: 'Notices' }).getByRole('alert')
  await expect(notice).toContainText('OpenAI needs a key, and none is saved.')
  await notice.getByRole('button', { name: 'Settings' }).click()
  await expect(page.getByRole('dialog').getByLabel('Key', { exact: true })).toBeVisible()
  await expect(notice).toBeHidden()
})

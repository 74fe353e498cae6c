import type { Diagnostics } from '../src/shared/ipc/contract'
import { UsualServer } from '../test/servers/usual-server'
import { at, startStandIn } from '../test/servers/stand-in'
import { changeSettings, choose, expect, expectAnswer, openSettings, say, test, usingServer } from './fixtures'
import { expectNoViolations } from './support/axe'
import type { Page } from '@playwright/test'

/** What the server said last of the session's settings, as the diagnostics have it. */
async function lastSession(page: Page): Promise<string> {
  const answer = await page.evaluate<{ value: Diagnostics }>(`window.parley.invoke('diagnostics.read')`)
  return answer.value.recent.findLast(({ type }) => type === 'session.updated')?.text ?? ''
}

test('applies settings of transcription and answers to the open session', async ({ page }) => {
  await changeSettings(page, { mode: 'text' })
  await say(page, 'What is 2 + 3?')
  await expectAnswer(page, '2 + 3 is 5')
  await openSettings(page, 'Turns')
  await choose(page, 'Language you speak', 'German')
  await page.getByLabel('Names and terms').fill('Parley, naudiodon')
  await page.keyboard.press('Tab')
  await expectNoViolations(page)
  await page.getByRole('tab', { name: 'Assistant' }).click()
  await choose(page, 'Reasoning effort', 'Low')
  await page.getByRole('slider', { name: 'Speaking speed' }).press('ArrowRight')
  await page.getByLabel('Maximum answer length (tokens)').fill('5000')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('alert')).toContainText('1 to 4096')
  await page.getByLabel('Maximum answer length (tokens)').fill('500')
  await page.keyboard.press('Tab')
  await expectNoViolations(page)
  await page.getByRole('tab', { name: 'Audio' }).click()
  await choose(page, 'Noise reduction on the server', 'Near (headset)')
  for (const set of [
    ...['"language":"de"', '"keywords":["Parley","naudiodon"]', '"effort":"low"', '"speed":1.05'],
    ...['"max_output_tokens":500', '"type":"near_field"'],
  ]) {
    await expect.poll(() => lastSession(page)).toContain(set)
  }
})

test('names settings that the server or the model doesn’t have', async ({ page }) => {
  await changeSettings(page, usingServer('custom', 'ws://127.0.0.1:9/v1/realtime'))
  await openSettings(page, 'Assistant')
  const missing =
    'Not available with this server or model: Speaking speed, Reasoning effort, and Maximum answer length (tokens).'
  await expect(page.getByText(missing)).toBeVisible()
  await expect(page.getByRole('slider', { name: 'Speaking speed' })).toBeHidden()
  await page.getByRole('tab', { name: 'Turns' }).click()
  await expect(page.getByLabel('Names and terms')).toBeVisible()
  await changeSettings(page, usingServer('openai', '', { model: 'gpt-realtime-1.5' }))
  await page.getByRole('tab', { name: 'Assistant' }).click()
  await expect(page.getByText('Not available with this server or model: Reasoning effort.')).toBeVisible()
  await expect(page.getByRole('slider', { name: 'Speaking speed' })).toBeVisible()
})

test('requests transcription in a language, or none', async ({ page }) => {
  const server = await startStandIn((send) => new UsualServer(send))
  const transcription = (): unknown =>
    at(server.received.findLast(({ type }) => type === 'session.update')?.session, 'audio', 'input', 'transcription')
  await changeSettings(page, { mode: 'text', ...usingServer('custom', server.url, { transcription: 'whisper-1' }) })
  await openSettings(page, 'Turns')
  await choose(page, 'Language you speak', 'German')
  await page.keyboard.press('Escape')
  await say(page, 'One')
  await expectAnswer(page, 'Answer to: One')
  expect(transcription()).toEqual({ model: 'whisper-1', language: 'de' })

  await openSettings(page, 'Server and key')
  await choose(page, 'Transcription', 'Off')
  await page.getByRole('button', { name: 'Test and save' }).click()
  await expect(page.getByText('Connected. Parley uses this server.')).toBeVisible()
  const table = page.getByRole('table', { name: 'What this server supports' })
  await expect(table.getByRole('row', { name: 'Transcription' })).toContainText('Not requested')
  await page.keyboard.press('Escape')
  await say(page, 'Two')
  await expectAnswer(page, 'Answer to: Two')
  expect(transcription()).toBeUndefined()
  await server.close()
})

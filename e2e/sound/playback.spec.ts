import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { decodeFlac } from '../../test/support/decode-flac'
import { timeLimit } from '../../test/support/time-limit'
import { answer, changeSettings, expect, openSettings, say, tapSpace } from '../fixtures'
import { entryOf } from '../support/history'
import { likenessToHello } from '../support/likeness'
import { freshTest, hello, test } from '../support/sound'

const isWaiting = (page: Page) =>
  expect(page.getByText('Waiting', { exact: true })).toBeVisible({ timeout: timeLimit(30_000) })
const playIn = (turn: Locator) => turn.getByRole('button', { name: /^Play recording \(\d+:\d\d\)$/ })
const pauseIn = (turn: Locator) => turn.getByRole('button', { name: 'Pause' })
/** The word that is marked as being said. */
const spoken = (page: Page): Promise<string> => page.evaluate(`[...(CSS.highlights.get('spoken') ?? [])].join()`)
const turnsOf = (page: Page) => page.getByRole('article')

const recordingsIn = async (dataDirectory: string): Promise<readonly string[]> => {
  const names = await readdir(path.join(dataDirectory, 'recordings'), { recursive: true }).catch(() => [])
  return names.filter((name) => name.endsWith('.flac')).map((name) => path.join(dataDirectory, 'recordings', name))
}

test.describe('with recording on', () => {
  test.beforeEach(({ page }) => changeSettings(page, { privacy: { keepAudio: true } }))

  test('plays both sides again and marks the words', async ({ page, soundCard, dataDirectory }) => {
    await expect(page.getByRole('button', { name: 'Hold to talk' })).toBeVisible()
    await page.keyboard.down('Space')
    await expect(page.getByText('Sending your voice')).toBeVisible()
    await soundCard.speak(hello)
    await page.keyboard.up('Space')
    const [question, reply] = [turnsOf(page).first(), answer(page, 'This is what I heard')]
    await expect(reply).toBeVisible()
    await isWaiting(page)

    // What was kept of the question is what was said.
    await question.hover()
    await expect(playIn(question)).toBeVisible()
    const kept = await Promise.all(
      (await recordingsIn(dataDirectory)).map(async (file) => decodeFlac(await readFile(file))),
    )
    expect(Math.max(...kept.map(likenessToHello))).toBeGreaterThan(0.9)

    // The words follow, to the last of them; then it is over.
    await reply.hover()
    await playIn(reply).click()
    await expect(pauseIn(reply)).toBeVisible()
    const first = await spoken(page)
    await expect.poll(() => spoken(page)).not.toBe(first)
    await expect(playIn(reply)).toBeVisible()
    expect(await spoken(page)).toBe('')

    // One at a time, by keyboard too, and paused where it is.
    await playIn(reply).click()
    await playIn(question).focus()
    await page.keyboard.press('Enter')
    await expect(pauseIn(question)).toBeVisible()
    await expect(playIn(reply)).toBeAttached()
    await expect(pauseIn(reply)).toHaveCount(0)
    await page.keyboard.press('Enter')
    await expect(pauseIn(question)).toHaveCount(0)
    expect(await question.locator('[data-playing]').count()).toBe(1)
  })

  test('stops playback when a turn begins', async ({ page, soundCard: _soundCard }) => {
    await say(page, 'What is 987 * 123?')
    const reply = answer(page, '987')
    await expect(page.getByText('Speaking', { exact: true })).toBeVisible()
    await isWaiting(page)
    await reply.hover()
    await playIn(reply).click()
    await expect(pauseIn(reply)).toBeVisible()
    await tapSpace(page)
    await expect(page.getByRole('button', { name: 'Talking. Tap to send' })).toBeVisible()
    await expect(pauseIn(reply)).toHaveCount(0)
    await expect(page.locator('[data-playing]')).toHaveCount(0)
    await page.keyboard.press('Escape')
  })

  test('keeps playback out of an open microphone', async ({ page, soundCard: _soundCard }) => {
    await page.getByRole('radio', { name: 'Hands-free', exact: true }).click()
    await page.getByRole('button', { name: 'Start listening' }).click()
    await expect(page.getByText('Microphone open')).toBeVisible()
    await say(page, 'What is 2 + 3?')
    const reply = answer(page, '2 + 3 is 5.')
    await expect(reply).toBeVisible()
    await isWaiting(page)
    await reply.hover()
    await playIn(reply).click()
    await expect(page.getByRole('button', { name: 'Unmute microphone' })).toBeVisible()
    await expect(playIn(reply)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Mute microphone', exact: true })).toBeVisible()
    await expect(page.getByText('Sending your voice')).toBeVisible()
  })
})

test('records nothing unless the user wants it', async ({ page, dataDirectory, soundCard: _soundCard }) => {
  await say(page, 'What is 2 + 3?')
  await expect(answer(page, '2 + 3 is 5.')).toBeVisible()
  await isWaiting(page)
  await answer(page, '2 + 3 is 5.').hover()
  await expect(page.getByRole('button', { name: 'Copy' }).last()).toBeVisible()
  await expect(page.getByRole('button', { name: /^Play recording/ })).toHaveCount(0)
  expect(await recordingsIn(dataDirectory)).toEqual([])
  await openSettings(page, 'Privacy')
  await expect(page.getByRole('switch', { name: 'Save audio of both sides' })).not.toBeChecked()
})

freshTest(
  'recordings are there after a start, and gone with their message',
  async ({ restart, dataDirectory, soundCard: _soundCard }) => {
    await writeFile(
      path.join(dataDirectory, 'settings.json'),
      JSON.stringify({ version: 1, privacy: { keepAudio: true } }),
    )
    const { page } = await restart()
    await say(page, 'What is 2 + 3?')
    await expect(answer(page, '2 + 3 is 5.')).toBeVisible()
    await isWaiting(page)
    await expect.poll(() => recordingsIn(dataDirectory)).toHaveLength(1)
    const again = (await restart()).page
    await entryOf(again, 'What is 2 + 3?').click()
    const reply = answer(again, '2 + 3 is 5.')
    await reply.hover()
    await playIn(reply).click()
    await expect(pauseIn(reply)).toBeVisible()
    await reply.getByRole('button', { name: 'Delete' }).click()
    await expect.poll(() => recordingsIn(dataDirectory)).toEqual([])
  },
)

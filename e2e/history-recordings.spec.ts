import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, freshTest as test } from './fixtures'
import { ask, entryOf } from './support/history'

test.beforeEach(async ({ dataDirectory }) => {
  const settings = { version: 1, privacy: { keepAudio: true } }
  await writeFile(path.join(dataDirectory, 'settings.json'), JSON.stringify(settings))
})

test('plays recordings, also after a restart, and exports them in the web page', async ({ restart }) => {
  const { page } = await restart()
  await ask(page, 'What is 2 + 3?', '2 + 3 is 5.')
  const play = page.getByRole('button', { name: /^Play recording/ })
  await expect(play).toHaveCount(1)

  const host = await restart()
  await entryOf(host.page, 'What is 2 + 3?').click()
  const again = host.page.getByRole('button', { name: /^Play recording/ })
  await host.page.getByRole('article').last().hover()
  await again.click()
  await expect(host.page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await expect(again).toBeVisible() // it has come to its end

  const { content } = await host.exported(async () => {
    await host.page.getByRole('button', { name: 'Export conversation' }).click()
    await host.page.getByRole('menuitem', { name: 'Web page with audio' }).click()
  })
  expect(content).toContain('<audio')
  expect(content).toContain('data:audio/')
})

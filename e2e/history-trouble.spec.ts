import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, freshTest as test } from './fixtures'
import { ask, entryOf } from './support/history'

test('reports that the history can’t be written, and continues the conversation', async ({
  restart,
  dataDirectory,
}) => {
  await writeFile(path.join(dataDirectory, 'settings.json'), JSON.stringify({ version: 1, mode: 'text' }))
  await mkdir(path.join(dataDirectory, 'history.db'))
  const { page } = await restart()
  const trouble = page.getByRole('alert').filter({ hasText: 'Parley can’t save to the history' })
  await expect(trouble).toBeVisible()
  await ask(page, 'What is 2 + 3?', '2 + 3 is 5.')
  await expect(entryOf(page, 'What is 2 + 3?')).toBeVisible()
  await expect(trouble).toBeVisible()
})

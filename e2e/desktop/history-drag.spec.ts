import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '../fixtures'
import { ask, entryOf } from '../support/history'

test('turns a dragged conversation into a file', async ({ desktop, page }) => {
  await ask(page, 'What is 2 + 3?', '2 + 3 is 5.')
  await entryOf(page, 'What is 2 + 3?').waitFor()
  // A real drag belongs to the pointer's owner; what the system would get is noted in its place.
  await desktop.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    if (!window) throw new Error('There is no window.')
    window.webContents.startDrag = (item) => {
      Object.assign(globalThis, { dragged: item.file })
    }
  })
  await entryOf(page, 'What is 2 + 3?').dispatchEvent('dragstart')
  const dragged = () => desktop.app.evaluate(() => (globalThis as { dragged?: string }).dragged ?? '')
  await expect.poll(dragged).not.toBe('')
  const file = await dragged()
  expect(path.extname(file)).toBe('.md')
  expect(await readFile(file, 'utf8')).toContain('What is 2')
})

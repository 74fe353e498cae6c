import { changeSettings, expect, openSettings, test } from './fixtures'
import { ask, chooseFor, entryOf, startAnew } from './support/history'
import { readZip } from './support/zip'

test.beforeEach(({ page }) => changeSettings(page, { mode: 'text' }))

const formats = [
  { label: 'Markdown', extension: 'md', holds: /2 \\?\+ 3 is 5\./ },
  { label: 'Plain text', extension: 'txt', holds: /2 \+ 3 is 5\./ },
  { label: 'JSON', extension: 'json', holds: /"2 \+ 3 is 5\."/ },
  { label: 'Subtitles (SubRip)', extension: 'srt', holds: /2 \+ 3 is 5\./ },
  { label: 'Subtitles (WebVTT)', extension: 'vtt', holds: /^WEBVTT[^]*2 \+ 3 is 5\./ },
  { label: 'Web page', extension: 'html', holds: /^<!doctype html>[^]*2 \+ 3 is 5\./i },
] as const

test('exports a conversation in every format', async ({ host, page }) => {
  await ask(page, 'What is 2 + 3?', '2 + 3 is 5.')
  for (const { label, extension, holds } of formats) {
    const { name, content } = await host.exported(async () => {
      await page.getByRole('button', { name: 'Export conversation' }).click()
      await page.getByRole('menuitem', { name: label, exact: true }).click()
    })
    expect(name).toMatch(new RegExp(`\\.${extension}$`))
    expect(content).toMatch(holds)
    expect(content).toContain('What is 2')
  }
})

test('exports a conversation from its menu in the history', async ({ host, page }) => {
  await ask(page, 'What is 2 + 3?', '2 + 3 is 5.')
  await startAnew(page)
  const { content } = await host.exported(() => chooseFor(page, 'What is 2 + 3?', 'Export', 'Plain text'))
  expect(content).toContain('2 + 3 is 5.')
})

test('exports several conversations as a ZIP archive with a file for each', async ({ host, page }) => {
  for (const sum of ['1 + 1', '2 + 2', '3 + 3']) {
    await startAnew(page)
    await ask(page, `What is ${sum}?`, `${sum} is`)
  }
  await entryOf(page, '1 + 1').click({ modifiers: ['ControlOrMeta'] })
  await entryOf(page, '3 + 3').click({ modifiers: ['ControlOrMeta'] })
  const some = await host.exported(async () => {
    await page.getByRole('group', { name: 'Selected conversations' }).getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: 'Markdown' }).click()
  })
  expect(some.name).toMatch(/\.zip$/)
  const files = await readZip(some.path)
  expect([...files.keys()].every((name) => name.endsWith('.md'))).toBe(true)
  expect([...files.values()].join()).toMatch(/6\./)
  expect(files.size).toBe(2)
})

test('exports everything from the settings', async ({ host, page }) => {
  for (const sum of ['1 + 1', '2 + 2']) {
    await startAnew(page)
    await ask(page, `What is ${sum}?`, `${sum} is`)
  }
  await openSettings(page, 'Privacy')
  const { name, path: file } = await host.exported(async () => {
    await page.getByRole('button', { name: 'Export everything…' }).click()
    await page.getByRole('menuitem', { name: 'JSON' }).click()
  })
  expect(name).toMatch(/\.zip$/)
  expect((await readZip(file)).size).toBe(2)
})

import { expect, expectAnswer, say, test } from './fixtures'

test.beforeEach(async ({ page }) => {
  await say(page, 'What is 2 + 3?')
  await expectAnswer(page, '2 + 3 is 5.')
})

for (const { label, extension, holds } of [
  { label: 'Markdown', extension: 'md', holds: /2 \\?\+ 3 is 5\./ },
  { label: 'Plain text', extension: 'txt', holds: /2 \+ 3 is 5\./ },
  { label: 'JSON', extension: 'json', holds: /"2 \+ 3 is 5\."/ },
]) {
  test(`a conversation is exported as ${label}`, async ({ host, page }) => {
    const { name, content } = await host.exported(async () => {
      await page.getByRole('button', { name: 'Export conversation' }).click()
      await page.getByRole('menuitem', { name: label }).click()
    })
    expect(name).toMatch(new RegExp(`\\.${extension}$`))
    expect(content).toMatch(holds)
    expect(content).toContain('What is 2')
  })
}

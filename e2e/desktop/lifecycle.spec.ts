import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { answer, expect, say, test } from '../fixtures'
import { type ElectronHost, electronLaunch, electronMissing, startElectronHost } from '../hosts/electron-host'
import { withoutSound } from '../hosts/host'

test('closing the window leaves Parley in the tray, and a second launch shows it again', async ({
  desktop: { app },
  dataDirectory,
}) => {
  const shown = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
  await expect.poll(shown).toBe(true)
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(shown).toBe(false)

  const { executablePath, args, env } = electronLaunch({ dataDirectory, environment: withoutSound })
  const second = spawn(executablePath, args, { env, stdio: 'ignore' })
  expect(await once(second, 'exit')).toEqual([0, null])
  await expect.poll(shown).toBe(true)
})

test('with --hidden it starts in the tray', async ({ hostKind: _hostKind, dataDirectory }, testInfo) => {
  const missing = electronMissing()
  testInfo.skip(missing !== undefined, missing)
  const host = await startElectronHost({ dataDirectory, environment: withoutSound }, ['--hidden'])
  const { app } = host
  const isShown = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
  expect(await isShown()).toBe(false)
  await app.evaluate(({ app }) => app.emit('second-instance'))
  await expect.poll(isShown).toBe(true)
  await host.close()
})

test('a window that crashes in the middle of an answer comes back with the conversation', async ({
  desktop: { app, page },
}) => {
  await say(page, 'What is 2 + 3?')
  await expect(page.getByRole('article').filter({ hasText: 'What is 2 + 3?' })).toBeVisible()
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    const back = new Promise<void>((resolve) => contents?.once('did-finish-load', () => resolve()))
    contents?.forcefullyCrashRenderer()
    return back
  })
  // For Playwright a page that crashed is gone for good: Electron is asked.
  const text = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText'),
    )
  await expect.poll(text).toMatch(/What is 2 \+ 3\?[^]*Parley[^]*2 \+ 3 is 5\./)
})

test('the window opens where it was', async ({ desktop: { app }, restart }) => {
  const bounds = { x: 40, y: 30, width: 700, height: 600 }
  await app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted), bounds)
  const size = (host: ElectronHost) =>
    host.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  expect(await size((await restart()) as ElectronHost)).toEqual(bounds)
})

test('it ends cleanly in the middle of an answer', async ({ desktop: { app, page } }) => {
  await say(page, 'What is 2 + 3?')
  await expect(answer(page, '2')).toBeVisible()
  const ended = once(app.process(), 'exit')
  await app.evaluate(({ app }) => app.quit())
  expect(await ended).toEqual([0, null])
})

test('a signal ends it cleanly', async ({ desktop: { app, page } }) => {
  await page.getByRole('button', { name: 'Start session' }).click()
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
  const ended = once(app.process(), 'exit')
  app.process().kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})

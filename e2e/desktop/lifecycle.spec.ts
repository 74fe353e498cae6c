import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { _electron, type ElectronApplication } from '@playwright/test'
import { answer, expect, expectAnswer, freshTest as test, openSettings, say } from '../fixtures'
import { type ElectronHost, electronLaunch } from '../hosts/electron-host'
import { withoutSound } from '../hosts/host'
import { doInMain, readMain } from '../support/main-process'

/** Starts Parley once more; resolves when that one has ended, as it does once the first one has heard of it. */
async function launchAgain(dataDirectory: string): Promise<void> {
  const { executablePath, args, env } = electronLaunch({ dataDirectory, environment: withoutSound })
  const second = spawn(executablePath, args, { env, stdio: 'ignore' })
  expect(await once(second, 'exit')).toEqual([0, null])
}

const isShown = (app: ElectronApplication) =>
  readMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible()))

/** Closes the window as its user does; resolves when it is released, which is some seconds after. */
const closeUntilReleased = (app: ElectronApplication) =>
  app.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    const released = new Promise<void>((resolve) => window?.once('closed', () => resolve()))
    window?.close()
    await released
  })

test('stays in the tray when the window closes, and shows it at a second launch', async ({
  desktop: { app },
  dataDirectory,
}) => {
  await expect.poll(() => isShown(app)).toBe(true)
  await doInMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(() => isShown(app)).toBe(false)
  await launchAgain(dataDirectory)
  await expect.poll(() => isShown(app)).toBe(true)
})

test('releases a window that is hidden for long, and restores it with its content', async ({
  desktop: { app, page },
}) => {
  await say(page, 'What is 2 + 3?')
  await expectAnswer(page, '2 + 3 is 5.')
  await page.getByRole('textbox', { name: 'Message' }).fill('And what is')
  await closeUntilReleased(app)
  await expect.poll(() => app.windows()).toEqual([])

  const coming = app.waitForEvent('window')
  await doInMain(app, ({ app }) => app.emit('second-instance'))
  const back = await coming
  await expect(answer(back, '2 + 3 is 5.')).toBeVisible()
  await expect(back.getByRole('textbox', { name: 'Message' })).toHaveValue('And what is')
  await expect.poll(() => isShown(app)).toBe(true)
})

test('keeps a window that is shown again soon', async ({ desktop: { app, page } }) => {
  const released = app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<string>((resolve) => {
        const window = BrowserWindow.getAllWindows()[0]
        window?.once('closed', () => resolve('released'))
        // Were it only put off by showing it, it would be released this much later at the latest.
        setTimeout(() => resolve('still there'), 6000)
        window?.close()
      }),
  )
  await doInMain(app, ({ app }) => app.emit('second-instance'))
  expect(await released).toBe('still there')
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
})

test.describe('with --hidden', () => {
  let app: ElectronApplication
  test.beforeEach(async ({ dataDirectory }) => {
    app = await _electron.launch(electronLaunch({ dataDirectory, environment: withoutSound }, ['--hidden']))
  })
  test.afterEach(() => app.close())

  test('opens no window until a second launch', async ({ dataDirectory }) => {
    expect(app.windows()).toEqual([])
    const opened = app.waitForEvent('window')
    await launchAgain(dataDirectory)
    await expect((await opened).getByRole('textbox', { name: 'Message' })).toBeVisible()
    expect(app.windows()).toHaveLength(1)
    await expect.poll(() => isShown(app)).toBe(true)
  })

  for (const [item, found] of [
    ['Settings…', 'dialog'],
    ['Export conversation…', 'menu'],
  ] as const)
    test(`“${item}” of the menu opens a window, and is done in it`, async () => {
      expect(app.windows()).toEqual([])
      const opened = app.waitForEvent('window')
      await app.evaluate(({ Menu }, label) => {
        const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? []
        items.find((candidate) => candidate.label === label)?.click()
      }, item)
      await expect((await opened).getByRole(found)).toBeVisible()
    })

  test('quits cleanly', async () => {
    const ended = once(app.process(), 'exit')
    await doInMain(app, ({ app }) => app.quit())
    expect(await ended).toEqual([0, null])
  })
})

test('quits cleanly after its window was released', async ({ desktop: { app, page } }) => {
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
  await closeUntilReleased(app)
  const ended = once(app.process(), 'exit')
  await doInMain(app, ({ app }) => app.quit())
  expect(await ended).toEqual([0, null])
})

test.describe('starting at login', () => {
  test.skip(
    process.platform !== 'linux',
    'on other systems this is a setting of the user account, which tests must not change',
  )
  const folderIn = (dataDirectory: string): string => path.join(dataDirectory, 'config/autostart')

  test('writes an autostart file that starts Parley hidden with the same data, and removes it again', async ({
    page,
    dataDirectory,
    restart,
  }) => {
    const file = path.join(folderIn(dataDirectory), 'parley.desktop')
    const found = () => readFile(file, 'utf8').catch(() => null)
    await openSettings(page, 'Appearance')
    await page.getByRole('switch', { name: 'Start when I log in' }).click()
    await expect.poll(found).toContain(`"--hidden" "--data" "${dataDirectory}"`)

    const written = await readFile(file, 'utf8')
    await writeFile(file, written.replace(/^Exec="[^"]*"/m, 'Exec="/moved/away"'))
    const again = await restart()
    await expect.poll(found).toBe(written)
    await openSettings(again.page, 'Appearance')
    await again.page.getByRole('switch', { name: 'Start when I log in' }).click()
    await expect.poll(found).toBeNull()
  })

  test('shows a line in the conversation when it can’t be set', async ({ page, dataDirectory }) => {
    await mkdir(path.dirname(folderIn(dataDirectory)), { recursive: true })
    await writeFile(folderIn(dataDirectory), 'not a folder')
    await openSettings(page, 'Appearance')
    await page.getByRole('switch', { name: 'Start when I log in' }).click()
    await page.keyboard.press('Escape')
    await expect(page.getByText('Parley could not change whether it starts at login')).toBeVisible()
  })
})

test('reloads a window that crashes during an answer, with the conversation', async ({ desktop: { app, page } }) => {
  await say(page, 'What is 2 + 3?')
  await expect(page.getByRole('article').filter({ hasText: 'What is 2 + 3?' })).toBeVisible()
  await doInMain(app, ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    const back = new Promise<void>((resolve) => contents?.once('did-finish-load', () => resolve()))
    contents?.forcefullyCrashRenderer()
    return back
  })
  // For Playwright a page that crashed is gone for good: Electron is asked.
  const text = () =>
    readMain(app, ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText'),
    )
  await expect.poll(text).toMatch(/What is 2 \+ 3\?[^]*Parley[^]*2 \+ 3 is 5\./)
})

test('opens the window where it was', async ({ desktop, restart }) => {
  const bounds = { x: 40, y: 30, width: 700, height: 600 }
  const boundsOf = (host: ElectronHost) =>
    readMain(host.app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  await desktop.app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted), bounds)
  await expect.poll(() => boundsOf(desktop)).toEqual(bounds) // the system moves it when it gets to it
  expect(await boundsOf((await restart()) as ElectronHost)).toEqual(bounds)
})

test('quits cleanly during an answer', async ({ desktop: { app, page } }) => {
  await say(page, 'What is 2 + 3?')
  await expect(answer(page, '2')).toBeVisible()
  const ended = once(app.process(), 'exit')
  await doInMain(app, ({ app }) => app.quit())
  expect(await ended).toEqual([0, null])
})

test('quits cleanly at a signal', async ({ desktop: { app, page } }) => {
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
  const ended = once(app.process(), 'exit')
  app.process().kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})

import type { ElectronApplication, Page } from '@playwright/test'
import { expect, openSettings, test, usingServer } from '../fixtures'
import { expectNoViolations } from '../support/axe'
import { doInMain, readMain } from '../support/main-process'

/** A request as the page sends it, though its window is hidden: the menus of a tray are out of reach here. */
const invoke = (page: Page, request: string): Promise<unknown> => page.evaluate(`parley.invoke(${request})`)

const hideWindow = (app: ElectronApplication) =>
  doInMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())

/** Starts a session with the window hidden, and waits for the pill. */
async function callHidden(app: ElectronApplication, page: Page, mode: 'ptt' | 'server_vad'): Promise<Page> {
  await invoke(page, `'session.changeMode', { mode: '${mode}' }`)
  await hideWindow(app)
  const opened = app.waitForEvent('window')
  await invoke(page, mode === 'ptt' ? `'session.type', { text: '${long}' }` : "'session.start'")
  const pill = await opened
  await expect(pill.getByRole('main', { name: 'Call' })).toBeVisible()
  await expect.poll(() => pillOf(app)).toMatchObject({ visible: true, focused: false })
  return pill
}

/** How the system sees the pill; null where there is none. */
const pillOf = (app: ElectronApplication) =>
  readMain(app, ({ BrowserWindow }) => {
    const pill = BrowserWindow.getAllWindows().find((window) => window.webContents.getURL().endsWith('/pill.html'))
    if (!pill) return null
    const [x, y] = pill.getPosition()
    const [focused, focusable] = [pill.isFocused(), pill.isFocusable()]
    return { visible: pill.isVisible(), focused, focusable, onTop: pill.isAlwaysOnTop(), x, y }
  })

const isMainShown = (app: ElectronApplication) =>
  readMain(app, ({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some(
      (window) => window.webContents.getURL().endsWith('/index.html') && window.isVisible(),
    ),
  )

/** What takes long to say. */
const long = 'What is 987654 * 123456?'

test('shows a hands-free session while the window is hidden, and ends it', async ({ desktop: { app, page } }) => {
  const pill = await callHidden(app, page, 'server_vad')
  expect(await pillOf(app)).toMatchObject({ onTop: true, focusable: false })
  await expect(pill.getByRole('button', { name: 'Disconnect' })).toBeVisible()
  await expect(pill.getByText(/^Parley found no (microphone|speaker)/)).toBeVisible() // which would come in between

  await invoke(pill, "'session.type', { text: 'What is 2 + 3?' }")
  await expect(pill.getByText('2 + 3 is 5.', { exact: true })).toBeVisible()
  await expect(pill.getByRole('status')).toHaveText('Waiting')
  expect(await pillOf(app)).toMatchObject({ visible: true, focused: false })

  await pill.getByRole('button', { name: 'Disconnect' }).click()
  await expect.poll(() => pillOf(app)).toBeNull()
  expect(await isMainShown(app)).toBe(false)
})

test('shows the answer to a push-to-talk turn, stops it, and goes away by itself', async ({
  desktop: { app, page },
}) => {
  const pill = await callHidden(app, page, 'ptt')
  await expect(pill.getByRole('status')).toHaveText('Speaking')
  await pill.getByRole('button', { name: 'Stop the answer' }).click()
  await expect(pill.getByRole('status')).toHaveText('Waiting')
  await expect.poll(() => pillOf(app)).toMatchObject({ visible: false })
})

test('shows the window at a click, and closes', async ({ desktop: { app, page } }) => {
  const pill = await callHidden(app, page, 'server_vad')
  await pill.getByRole('button', { name: 'Show Parley' }).click()
  await expect.poll(() => isMainShown(app)).toBe(true)
  await expect.poll(() => pillOf(app)).toMatchObject({ visible: false })

  await doInMain(app, ({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().endsWith('/index.html'))
      ?.close(),
  )
  await expect.poll(() => pillOf(app)).toMatchObject({ visible: true })
})

test('stays where it was dragged to, and doesn’t take a drag for a click', async ({ desktop: { app, page } }) => {
  const pill = await callHidden(app, page, 'server_vad')
  // From the words, which are a button; at first within the pill, which holds the pointer from then on. To Playwright's
  // pointer the corner of the window is that of the screen.
  await pill.mouse.move(120, 40)
  await pill.mouse.down()
  await pill.mouse.move(130, 45)
  await pill.mouse.move(420, 240)
  await pill.mouse.up()
  const dragged = { x: 300, y: 200 }
  await expect.poll(() => pillOf(app)).toMatchObject(dragged)
  await invoke(pill, "'app.snapshot'") // behind whatever a click would have asked for
  expect(await isMainShown(app)).toBe(false)

  await pill.getByRole('button', { name: 'Show Parley' }).click()
  await expect.poll(() => pillOf(app)).toMatchObject({ visible: false })
  await doInMain(app, ({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().endsWith('/index.html'))
      ?.close(),
  )
  await expect.poll(() => pillOf(app)).toMatchObject({ visible: true, ...dragged })
})

test('says why a session has failed', async ({ desktop: { app, page } }) => {
  await invoke(page, "'session.changeMode', { mode: 'server_vad' }")
  const change = usingServer('custom', 'ws://127.0.0.1:9/v1/realtime')
  await invoke(page, `'settings.change', ${JSON.stringify(change)}`)
  await hideWindow(app)
  const opened = app.waitForEvent('window')
  await invoke(page, "'session.start'")
  const pill = await opened
  await expect(pill.getByRole('status')).toHaveText('Disconnected')
  await expect(pill.locator('.caption')).toHaveText(/127\.0\.0\.1/)
  await pill.getByRole('button', { name: 'Show Parley' }).click()
  await expect.poll(() => isMainShown(app)).toBe(true)
  await expect.poll(() => pillOf(app)).toBeNull()
})

test('never appears if it is switched off', async ({ desktop: { app, page } }) => {
  await openSettings(page, 'Appearance')
  await page.getByRole('switch', { name: 'Show a small bar during a conversation' }).click()
  await expect(page.getByRole('switch', { name: 'Show a small bar during a conversation' })).not.toBeChecked()
  await page.keyboard.press('Escape')
  await invoke(page, "'session.changeMode', { mode: 'server_vad' }")
  await hideWindow(app)
  await invoke(page, "'session.start'")
  await invoke(page, "'session.type', { text: 'What is 2 + 3?' }")
  await expect(page.getByText('2 + 3 is 5.').first()).toBeAttached()
  expect(await pillOf(app)).toBeNull()

  await page.evaluate(
    "parley.invoke('app.snapshot').then(({ value: { settings: { appearance } } }) => parley.invoke('settings.change', { appearance: { ...appearance, callPill: true } }))",
  )
  await expect.poll(() => pillOf(app)).toMatchObject({ visible: true })
})

test('has no axe violations', async ({ desktop: { app, page } }) => {
  const pill = await callHidden(app, page, 'server_vad')
  await expectNoViolations(pill)
})

import { once } from 'node:events'
import type { Page } from '@playwright/test'
import { expect, openSettings } from '../fixtures'
import {
  expectInForce,
  expectTalking,
  freshTest as test,
  holdLong,
  hotkey,
  record,
  recorder,
  talkButton,
} from '../support/hotkey'
import { doInMain, readMain } from '../support/main-process'

test('records another hotkey and keeps it across a restart', async ({ page, display, restart }) => {
  await openSettings(page, 'Hotkeys')
  await expect(page.getByText('Active. Hold or tap it.')).toBeVisible()
  await expect(recorder(page)).toContainText('Ctrl+Shift+Space')
  await record(page, display, 'ctrl', 'alt', 'j')
  await expect(recorder(page)).toContainText('Ctrl+Alt+J')
  await expectTalking(page, false)
  await page.keyboard.press('Escape')

  const isTheOnlyOne = async (now: Page): Promise<void> => {
    await expectInForce(now, 'Ctrl+Alt+J')
    const other = await display.openKeyListener()
    await holdLong(now, display, 'ctrl', 'alt', 'j')
    await expectTalking(now, true)
    await display.release('j', 'alt', 'ctrl')
    await expectTalking(now, false)
    await display.tap(...hotkey)
    await expect.poll(() => other.pressed).toContain('space') // the old one is anybody's
    await expectTalking(now, false)
    expect(other.pressed).not.toContain('j')
  }
  await isTheOnlyOne(page)
  await isTheOnlyOne((await restart()).page)
})

test('follows the keyboard layout for letters', async ({ page, display }) => {
  await display.useLayout('de')
  await openSettings(page, 'Hotkeys')
  await record(page, display, 'ctrl', 'alt', 'z')
  await expect(recorder(page)).toContainText('Ctrl+Alt+Z')
  const other = await display.openKeyListener()
  await holdLong(page, display, 'ctrl', 'alt', 'z')
  await expectTalking(page, true)
  await display.release('z', 'alt', 'ctrl')
  await expectTalking(page, false)
  await display.tap('ctrl', 'alt', 'y') // where an American keyboard has the Z
  await expect.poll(() => other.pressed).toContain('y')
  await expectTalking(page, false)
  expect(other.pressed).not.toContain('z')
})

test('activates the hotkey again when the recorder is closed', async ({ desktop: { app, page } }) => {
  const inForce = () =>
    readMain(app, ({ globalShortcut }) => globalShortcut.isRegistered('CommandOrControl+Shift+Space'))
  await openSettings(page, 'Hotkeys')
  const startRecording = async (): Promise<void> => {
    await page.getByRole('tab', { name: 'Hotkeys' }).click()
    await recorder(page).click()
    await expect.poll(inForce).toBe(false)
  }
  for (const leave of [
    () => page.keyboard.press('Tab'),
    () => page.keyboard.press('Escape'),
    () => page.getByRole('tab', { name: 'Audio' }).click(),
    () => doInMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()),
  ]) {
    await startRecording()
    await leave()
    await expect.poll(inForce).toBe(true)
  }
})

test('quits cleanly while the hotkey is held', async ({ desktop: { app, page }, display }) => {
  await expectInForce(page, 'Ctrl+Shift+Space')
  await display.hold(...hotkey)
  await expectTalking(page, true)
  const ended = once(app.process(), 'exit')
  await doInMain(app, ({ app }) => app.quit())
  expect(await ended).toEqual([0, null])
})

/** In a Wayland session, as far as the environment tells, with X for the keys. */
const onWayland = test.extend({
  hostEnvironment: async ({ display, soundCard }, use) => {
    await use({ ...soundCard.env, ...display.env, XDG_SESSION_TYPE: 'wayland' })
  },
})

onWayland('where keys are not seen coming up, the hotkey toggles', async ({ page, display }) => {
  await openSettings(page, 'Hotkeys')
  await expect(page.getByText('Wayland doesn’t report when you let go of a key.')).toBeVisible()
  await holdLong(page, display, ...hotkey)
  await expectTalking(page, true)
  await display.release('space', 'shift', 'ctrl')
  await expectTalking(page, true)
  // A press right after the repeats counts as one of them and is ignored: the user presses again.
  await expect(async () => {
    await display.tap(...hotkey)
    await expect(talkButton(page)).toHaveAttribute('aria-pressed', 'false', { timeout: 1000 })
  }).toPass()
})

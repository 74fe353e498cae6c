import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { changeSettings, expect, openSettings, usingServer } from '../fixtures'
import { startElectronHost } from '../hosts/electron-host'
import { expectInForce, expectTalking, holdLong, hotkey, record, recorder, test } from '../support/hotkey'
import { doInMain, readMain } from '../support/main-process'

test('latches the talk key at a tap of the hotkey while another program has the focus', async ({ page, display }) => {
  await expectInForce(page, 'Ctrl+Shift+Space')
  const other = await display.openKeyListener()
  await display.tap('k')
  await expect.poll(() => other.pressed).toEqual(['k'])

  await display.tap(...hotkey)
  await expect(page.getByRole('button', { name: 'Talking. Tap to send' })).toBeVisible()
  await display.tap(...hotkey)
  await expectTalking(page, false)

  await holdLong(page, display, ...hotkey)
  await expectTalking(page, true)
  await display.release('shift', 'space', 'ctrl') // any of its keys ends it
  await expectTalking(page, false)
  await display.tap('l')

  expect(await other.hasFocus()).toBe(true)
  await expect.poll(() => other.pressed.at(-1)).toBe('l')
  expect(other.pressed).not.toContain('space')
  expect(other.pressed).toContain('Control_L')
})

test('explains a refused hotkey and keeps the old one', async ({ page, display }) => {
  await openSettings(page, 'Hotkeys')
  await record(page, display, 'ctrl', 'q') // which would end Parley if the menu got it
  await expect(page.getByRole('alert')).toHaveText('Most apps already use Ctrl+Q. Press other keys.')
  await display.tap('k')
  await expect(page.getByRole('alert')).toContainText('You need K for typing.')
  await display.tap('ctrl', 'comma')
  await expect(page.getByRole('alert')).toContainText('Most apps already use Ctrl+,.')
  await display.tap('Escape')
  await expect(recorder(page)).toContainText('Ctrl+Shift+Space')
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()

  await display.hold(...hotkey)
  await expectTalking(page, true)
  await display.release('space', 'shift', 'ctrl')
})

test('leaves the keys to other programs without a hotkey', async ({ page, display }) => {
  await openSettings(page, 'Hotkeys')
  await record(page, display, 'BackSpace')
  await expect(recorder(page)).toContainText('None')
  await expect(page.getByText('No hotkey. Parley does not watch the keyboard.')).toBeVisible()
  const other = await display.openKeyListener()
  await display.tap(...hotkey)
  await expect.poll(() => other.pressed).toContain('space')
  await expectTalking(page, false)

  await page.getByRole('button', { name: 'Reset to Ctrl+Shift+Space' }).click()
  await expect(page.getByText('Active. Hold or tap it.')).toBeVisible()
})

test('shows that another program has the hotkey', async ({ page, display, sharedEnvironment }) => {
  await expectInForce(page, 'Ctrl+Shift+Space')
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'parley-second-'))
  const second = await startElectronHost({ dataDirectory, environment: sharedEnvironment })
  try {
    await openSettings(second.page, 'Hotkeys')
    const taken = second.page.getByText('Another app uses these keys. Choose other keys, or change them in that app.')
    await expect(taken).toBeVisible()
    await expect(second.page.getByRole('alert')).toBeHidden() // nothing happened that somebody would have to be told
    await recorder(second.page).click()
    await second.page.keyboard.press('Control+Alt+j')
    await expect(second.page.getByText('Active. Hold or tap it.')).toBeVisible()

    await openSettings(page, 'Hotkeys')
    await recorder(page).click()
    await page.keyboard.press('Control+Alt+j')
    await expect(page.getByRole('alert')).toContainText('Another app uses this key combination.')
    await expect(recorder(page)).toContainText('Ctrl+Shift+Space')
    await display.tap(...hotkey)
    await expectTalking(page, true)
    await expectTalking(second.page, false)
  } finally {
    await second.close()
    await rm(dataDirectory, { recursive: true, force: true, maxRetries: 5 })
  }
})

test('starts listening, mutes and unmutes by hotkey in hands-free mode', async ({ page, display }) => {
  await page.getByRole('radio', { name: 'Hands-free', exact: true }).click()
  await expectInForce(page, 'Ctrl+Shift+Space')
  await display.tap(...hotkey)
  await expect(page.getByRole('button', { name: 'Mute microphone' })).toBeVisible()
  await display.tap(...hotkey)
  await expect(page.getByRole('button', { name: 'Unmute microphone' })).toBeVisible()
  await display.tap(...hotkey)
  await expect(page.getByRole('button', { name: 'Mute microphone' })).toBeVisible()
})

test('shows the window with the reason if no session can be opened', async ({ desktop: { app, page }, display }) => {
  await expectInForce(page, 'Ctrl+Shift+Space')
  const shown = () => readMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
  await changeSettings(page, usingServer('openai'))
  await doInMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(shown).toBe(false)
  await display.tap(...hotkey)
  await expect.poll(shown).toBe(true)
  await expect(page.getByRole('alert')).toContainText('needs a key, and none is saved.')
  await expectTalking(page, false)
})

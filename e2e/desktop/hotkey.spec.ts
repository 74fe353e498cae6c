import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, openSettings } from '../fixtures'
import { startElectronHost } from '../hosts/electron-host'
import { type Display, displayFixture } from '../support/display'
import { test as base } from '../support/sound'

/**
 * The desktop host on a display of its own, with a keyboard that reaches whatever program has the focus, and with a
 * microphone: without one a turn is over before it has begun.
 */
const test = base.extend<{ display: Display }>({
  display: displayFixture,
  hostEnvironment: async ({ display, soundCard }, use) => {
    await use({ ...soundCard.env, ...display.env })
  },
})

const hotkey = ['ctrl', 'shift', 'space'] as const
const talkButton = (page: Page) => page.locator('[data-talk]')
const expectTalking = (page: Page, talking: boolean) =>
  expect(talkButton(page)).toHaveAttribute('aria-pressed', String(talking))
const recorder = (page: Page) => page.getByRole('button', { name: /^Hotkey/ })

/** The hotkey is put into force before there is a window; the window knows it when it has its snapshot. */
const expectInForce = async (page: Page, shown: string) => {
  await expect(page.getByText(`${shown} does the same from any program.`)).toBeVisible()
}

/** Holds keys until the keyboard has repeated the last one for a while: X begins after 660 ms. */
async function holdLong(page: Page, display: Display, ...keys: string[]): Promise<void> {
  await display.hold(...keys)
  await expectTalking(page, true)
  await page.waitForTimeout(1000) // repeats of a key that is grabbed reach no program that could tell of them
}

/** Presses a new hotkey on the keyboard, into the recorder. */
async function record(page: Page, display: Display, ...keys: string[]): Promise<void> {
  await recorder(page).click()
  await expect(recorder(page)).toContainText('Press the keys…')
  await display.focus('Parley')
  await display.tap(...keys)
}

test('a tap of the hotkey talks on until the next one, while another program has the focus', async ({
  page,
  display,
}) => {
  await expectInForce(page, 'Ctrl+Shift+Space')
  const other = await display.openKeyListener()
  await display.tap('k')
  await expect.poll(() => other.pressed).toEqual(['k'])

  await display.tap(...hotkey)
  await expect(page.getByRole('button', { name: 'Talking: tap to send' })).toBeVisible()
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

test('another hotkey is chosen by pressing it, and outlives a restart', async ({ page, display, restart }) => {
  await openSettings(page, 'Hotkeys')
  await expect(page.getByText('In force: it can be held or tapped.')).toBeVisible()
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

test('what can not be a hotkey is refused with words, and the old one stays', async ({ page, display }) => {
  await openSettings(page, 'Hotkeys')
  await record(page, display, 'ctrl', 'q') // which would end Parley if the menu got it
  await expect(page.getByRole('alert')).toHaveText('Ctrl+Q already means something everywhere. Press others.')
  await display.tap('k')
  await expect(page.getByRole('alert')).toContainText('K is needed for typing.')
  await display.tap('ctrl', 'comma')
  await expect(page.getByRole('alert')).toContainText('Ctrl+, already means something everywhere.')
  await display.tap('Escape')
  await expect(recorder(page)).toContainText('Ctrl+Shift+Space')
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()

  await display.hold(...hotkey)
  await expectTalking(page, true)
  await display.release('space', 'shift', 'ctrl')
})

test('without a hotkey its keys are anybody’s', async ({ page, display }) => {
  await openSettings(page, 'Hotkeys')
  await record(page, display, 'BackSpace')
  await expect(recorder(page)).toContainText('None')
  await expect(page.getByText('No hotkey. The keyboard is not watched.')).toBeVisible()
  const other = await display.openKeyListener()
  await display.tap(...hotkey)
  await expect.poll(() => other.pressed).toContain('space')
  await expectTalking(page, false)

  await page.getByRole('button', { name: 'Back to Ctrl+Shift+Space' }).click()
  await expect(page.getByText('In force: it can be held or tapped.')).toBeVisible()
})

test('the recorder gives the hotkey back when it is left', async ({ desktop: { app, page } }) => {
  const inForce = () =>
    app.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('CommandOrControl+Shift+Space'))
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
    () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()),
  ]) {
    await startRecording()
    await leave()
    await expect.poll(inForce).toBe(true)
  }
})

test('a hotkey that another program has is said to be taken', async ({ page, display, hostEnvironment }) => {
  await expectInForce(page, 'Ctrl+Shift+Space')
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'parley-second-'))
  const second = await startElectronHost({ dataDirectory, environment: hostEnvironment })
  try {
    await openSettings(second.page, 'Hotkeys')
    const taken = second.page.getByText('Another program has these keys. Choose others, or free them there.')
    await expect(taken).toBeVisible()
    await expect(second.page.getByRole('alert')).toBeHidden() // nothing happened that somebody would have to be told
    await recorder(second.page).click()
    await second.page.keyboard.press('Control+Alt+j')
    await expect(second.page.getByText('In force: it can be held or tapped.')).toBeVisible()

    await openSettings(page, 'Hotkeys')
    await recorder(page).click()
    await page.keyboard.press('Control+Alt+j')
    await expect(page.getByRole('alert')).toContainText('Another program has this key combination.')
    await expect(recorder(page)).toContainText('Ctrl+Shift+Space')
    await display.tap(...hotkey)
    await expectTalking(page, true)
    await expectTalking(second.page, false)
  } finally {
    await second.close()
    await rm(dataDirectory, { recursive: true, force: true, maxRetries: 5 })
  }
})

test('a letter is where the keyboard’s layout has it', async ({ page, display }) => {
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

test('hands-free the hotkey begins to listen, mutes and unmutes', async ({ page, display }) => {
  await page.getByRole('radio', { name: 'Hands-free' }).click()
  await expectInForce(page, 'Ctrl+Shift+Space')
  await display.tap(...hotkey)
  await expect(page.getByRole('button', { name: 'Mute microphone' })).toBeVisible()
  await display.tap(...hotkey)
  await expect(page.getByRole('button', { name: 'Unmute microphone' })).toBeVisible()
  await display.tap(...hotkey)
  await expect(page.getByRole('button', { name: 'Mute microphone' })).toBeVisible()
})

test('where there is no session to be had, the window comes and says why', async ({
  desktop: { app, page },
  display,
}) => {
  await expectInForce(page, 'Ctrl+Shift+Space')
  const shown = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
  await page.evaluate(
    "parley.invoke('settings.change', { endpoint: { kind: 'openai', address: '', dialect: 'auto' } })",
  )
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(shown).toBe(false)
  await display.tap(...hotkey)
  await expect.poll(shown).toBe(true)
  await expect(page.getByRole('alert')).toContainText('needs a key, and none is kept.')
  await expectTalking(page, false)
})

test('Parley ends cleanly while the hotkey is held', async ({ desktop: { app, page }, display }) => {
  await expectInForce(page, 'Ctrl+Shift+Space')
  await display.hold(...hotkey)
  await expectTalking(page, true)
  const ended = once(app.process(), 'exit')
  await app.evaluate(({ app }) => app.quit())
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
  await expect(page.getByText('Wayland does not tell when keys come up.')).toBeVisible()
  await holdLong(page, display, ...hotkey)
  await expectTalking(page, true)
  await display.release('space', 'shift', 'ctrl')
  await expectTalking(page, true)
  await page.waitForTimeout(800) // a press so soon after would be taken for a repeat, of which nothing shows
  await display.tap(...hotkey)
  await expectTalking(page, false)
})

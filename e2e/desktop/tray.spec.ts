import { once } from 'node:events'
import type { ElectronApplication } from '@playwright/test'
import { expect } from '../fixtures'
import { test } from '../support/tray'
import { readMain } from '../support/main-process'

const isShown = (app: ElectronApplication) => () =>
  readMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())

test('offers the essential commands in the tray, and connects and disconnects from it', async ({ page, tray }) => {
  await expect.poll(() => tray.toolTip()).toBe('Parley: Not connected')
  await expect.poll(() => tray.find('Hide Parley')).not.toBeNull() // the window is shown when it has something to show
  const labels = (await tray.menu()).map(({ label }) => label)
  for (const label of ['Connect', 'Mute microphone', 'How you talk', 'Settings…']) expect(labels).toContain(label)
  expect(labels.some((label) => label.startsWith('Export'))).toBe(true)
  expect(labels.at(-1)).toBe('Quit Parley')
  expect((await tray.find('How you talk'))?.entries.map(({ label }) => label)).toEqual([
    'Push to talk',
    'Hands-free',
    'Hands-free (smart)',
    'Typing',
  ])
  expect(await tray.find('Mute microphone')).toMatchObject({ enabled: false })

  const off = await tray.picture()
  await tray.choose('Connect')
  await expect.poll(() => tray.toolTip()).toBe('Parley: Ready')
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
  expect(await tray.picture()).not.toBe(off)

  await tray.choose('Disconnect')
  await expect.poll(() => tray.toolTip()).toBe('Parley: Not connected')
  expect(await tray.picture()).toBe(off)
})

test('keeps tray and window in step', async ({ page, tray }) => {
  await expect.poll(() => tray.find('Hands-free')).toMatchObject({ checked: false })
  await tray.choose('Hands-free')
  await expect(page.getByRole('radio', { name: 'Hands-free', exact: true })).toBeChecked()
  await expect.poll(() => tray.find('Hands-free')).toMatchObject({ checked: true })
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect.poll(() => tray.find('Mute microphone')).toMatchObject({ enabled: true, checked: false })
  await tray.choose('Mute microphone')
  await expect(page.getByRole('button', { name: 'Unmute microphone' })).toBeVisible()
  await page.getByRole('button', { name: 'Unmute microphone' }).click()
  await expect.poll(() => tray.find('Mute microphone')).toMatchObject({ checked: false })
})

test('hides and shows the window from the tray, opens the settings, and quits', async ({
  desktop: { app },
  page,
  tray,
}) => {
  await expect.poll(() => tray.find('Hide Parley')).not.toBeNull()
  await tray.choose('Hide Parley')
  await expect.poll(isShown(app)).toBe(false)
  await expect.poll(() => tray.find('Show Parley')).not.toBeNull()
  await tray.choose('Show Parley')
  await expect.poll(isShown(app)).toBe(true)
  await tray.activate()
  await expect.poll(isShown(app)).toBe(false)

  await tray.choose('Settings…')
  await expect.poll(isShown(app)).toBe(true)
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible()

  const ended = once(app.process(), 'exit')
  await tray.choose('Quit Parley')
  expect(await ended).toEqual([0, null])
})

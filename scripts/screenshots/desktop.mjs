// What only the desktop app has: some settings, and the call pill, which shows while a call runs and the window is hidden.
import { _electron } from '@playwright/test'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { root } from './hosts.mjs'

const { findElectron } = createRequire(import.meta.url)('../electron.cjs')

/** @param take takes the pictures of a page, under a name */
export async function takeDesktop(take) {
  const electron = findElectron()
  if (electron.missing) {
    console.error(`No pictures of the desktop app: ${electron.missing}.`)
    return
  }
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-screenshots-'))
  fs.writeFileSync(path.join(data, 'settings.json'), JSON.stringify({ version: 1, mode: 'server_vad' }))
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await _electron.launch({
    executablePath: electron.path,
    args: [...sandbox, '--lang=en-US', root, '--data', data],
    env: process.env,
  })
  try {
    const window = await app.firstWindow()
    await takeSettings(window, take)
    await window.getByRole('button', { name: 'Connect', exact: true }).click()
    const message = window.getByRole('textbox', { name: 'Message' })
    await message.fill('What is 12 * 12?')
    await message.press('Enter')
    await window.getByText('144').first().waitFor()
    const pill = app.waitForEvent('window')
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].close())
    const page = await pill
    await page.getByText('144').first().waitFor()
    await take(page, 'pill')
  } finally {
    await app.close()
    fs.rmSync(data, { recursive: true, force: true })
  }
}

async function takeSettings(window, take) {
  await window.getByRole('button', { name: 'Settings', exact: true }).first().click()
  for (const section of ['Hotkeys', 'Appearance']) {
    await window.getByRole('tab', { name: section, exact: true }).click()
    await window.getByRole('tabpanel', { name: section, exact: true }).waitFor()
    await take(window, `settings-${section.toLowerCase()}`)
  }
  await window.keyboard.press('Escape')
}

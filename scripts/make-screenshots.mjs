// Takes the README's pictures of the window: `npm run build && node scripts/make-screenshots.mjs`. The web host shows
// the same window as the desktop app and needs no display; the microphone is a file, so the pictures show a real turn.
import { chromium } from '@playwright/test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

const root = path.resolve(import.meta.dirname, '..')
const folder = path.join(root, 'docs', 'screenshots')
const speech = path.join(root, 'test', 'fixtures', 'hello.wav')
const data = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-screenshots-'))

const host = spawn(
  process.execPath,
  ['out/main/web.js', '--demo', '--port', '0', '--data', data, '--input', speech, '--output', 'null'],
  { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
)
const [line] = await once(createInterface({ input: host.stdout }), 'line')
const url = /http:\S+/.exec(line)?.[0]

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
try {
  const page = await browser.newPage({ viewport: { width: 960, height: 680 } })
  await page.goto(url)
  const message = page.getByRole('textbox', { name: 'Message' })
  for (const text of ['What is 12 * 12?', 'Please say something back to me.']) {
    await message.fill(text)
    await message.press('Enter')
    await page.getByText('Waiting', { exact: true }).waitFor()
  }
  await page.getByText('144').waitFor()
  fs.mkdirSync(folder, { recursive: true })
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: path.join(folder, `window-${colorScheme}.png`) })
  }
} finally {
  await browser.close()
  host.kill('SIGTERM')
  await once(host, 'close')
  fs.rmSync(data, { recursive: true, force: true })
}

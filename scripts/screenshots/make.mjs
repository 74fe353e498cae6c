// Takes a picture of every view, light and dark, into docs/screenshots:
//   npm run build && node scripts/screenshots/make.mjs [name…]
// What is `desktop` needs an Electron, a display and something to hear it with; all else is taken of the web host.
import { chromium } from '@playwright/test'
import fs from 'node:fs'
import path from 'node:path'
import { root, startParley } from './hosts.mjs'
import { takeDesktop } from './desktop.mjs'
import { serverFor, views } from './views.mjs'

const folder = path.join(root, 'docs/screenshots')
const usual = { width: 960, height: 680 }
const names = process.argv.slice(2)
const isWanted = (name) => names.length === 0 || names.includes(name)

fs.mkdirSync(folder, { recursive: true })
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell'
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
try {
  for (const view of views) if (isWanted(view.name)) await takeView(view)
} finally {
  await browser.close()
}
if (isWanted('desktop')) await takeDesktop(take)

async function takeView(view) {
  const server = await serverFor(view)
  const parley = await startParley(server.settings, view.seeded)
  const page = await browser.newPage({ viewport: view.size ?? usual, locale: 'en-US', colorScheme: 'light' })
  try {
    await page.goto(parley.url)
    await view.show(page, { endServer: server.close })
    await take(page, view.name)
  } finally {
    await page.close()
    await parley.close()
    await server.close()
  }
}

/** Both pictures of what a page shows now. */
async function take(page, name) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: path.join(folder, `${name}-${colorScheme}.png`), animations: 'disabled' })
  }
  console.log(name)
}

// What there is to see, in the order of a user's way through it. Each view brings a fresh window to where its picture is
// taken.
/* global CSS, innerHeight -- of the page */
import { startServer } from './hosts.mjs'

/** @typedef {{ name: string, settings?: object, seeded?: boolean, size?: { width: number, height: number }, page?: string,
 *   show: (page: import('@playwright/test').Page, parley: { endServer?: () => Promise<void> }) => Promise<void> }} View */

const small = { width: 420, height: 520 }
const typing = { mode: 'text' }

async function type(page, text) {
  const message = page.getByRole('textbox', { name: 'Message' })
  await message.fill(text)
  await message.press('Enter')
}

const waits = (page) => page.getByText('Waiting', { exact: true }).waitFor()
const speaks = (page) => page.getByText('Speaking', { exact: true }).waitFor()

async function ask(page, text, answer) {
  await type(page, text)
  await page.getByText(answer).first().waitFor()
  await waits(page)
}

/** Resolves when words that are highlighted under this name are to be seen, and are not the first of their text. */
const marks = (page, name, { from = 0 } = {}) =>
  page.waitForFunction(
    ([highlight, first]) =>
      [...(CSS.highlights.get(highlight) ?? [])].some((range) => {
        const { top, bottom, width } = range.getBoundingClientRect()
        return range.startOffset >= first && width > 0 && top >= 0 && bottom <= innerHeight
      }),
    [name, from],
  )

/** A conversation as people have it: asked, answered, interrupted, answered. */
async function talk(page) {
  await ask(page, 'What is 12 * 12?', '144')
  const used = await page.getByText(/^\d+ tokens$/).innerText()
  await type(page, 'What is 123456 * 654321?')
  await speaks(page)
  // The answer is counted when all of it is there, which is in the middle of hearing it.
  await page.getByText(used, { exact: true }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Stop the answer' }).click()
  await ask(page, 'What is 6 * 7?', '42')
}

async function openSettings(page, section) {
  await page.getByRole('button', { name: 'Settings', exact: true }).first().click()
  await page.getByRole('tab', { name: section, exact: true }).click()
  await page.getByRole('tabpanel', { name: section, exact: true }).waitFor()
}

/** A picture of each section of the settings; what they show comes from a session that was used. */
const settingsView = (name, section, prepare = () => Promise.resolve()) => ({
  name: `settings-${name}`,
  settings: typing,
  async show(page) {
    await ask(page, 'What is 2 + 3?', '2 + 3 is 5.')
    await openSettings(page, section)
    await prepare(page)
  },
})

/** @type {readonly View[]} */
export const views = [
  { name: 'first-run', show: (page) => page.getByText('Demo mode').waitFor() },
  { name: 'window', show: talk },
  {
    name: 'talking',
    async show(page) {
      await ask(page, 'What is 12 * 12?', '144')
      await page.getByRole('button', { name: 'Hold to talk' }).hover()
      await page.mouse.down()
      await page.getByText('Sending your voice').waitFor()
    },
  },
  {
    name: 'hands-free',
    settings: { mode: 'server_vad' },
    async show(page) {
      await page.getByRole('button', { name: 'Start listening' }).click()
      await page
        .getByText(/This is what I heard/)
        .first()
        .waitFor()
      await speaks(page)
    },
  },
  { name: 'typing', settings: typing, show: (page) => ask(page, 'What is 2 + 3?', '2 + 3 is 5.') },
  { name: 'small', size: small, show: talk },
  {
    name: 'history',
    settings: typing,
    seeded: true,
    async show(page) {
      await page.getByRole('button', { name: 'Why is the sky blue?' }).click()
      await page.getByText('This is an earlier conversation.').waitFor()
      await page.getByRole('button', { name: 'Plan a weekend' }).click({ button: 'right' })
      await page.getByRole('menuitem', { name: 'Pin' }).click()
      await page.getByText('Pinned', { exact: true }).first().waitFor()
      await page.getByRole('button', { name: 'Explain compound' }).click({ modifiers: ['Control'] })
      await page.getByRole('button', { name: 'Packing list' }).click({ modifiers: ['Control'] })
    },
  },
  {
    name: 'history-menu',
    settings: typing,
    seeded: true,
    async show(page) {
      await page.getByRole('button', { name: 'Why is the sky blue?' }).click({ button: 'right' })
      await page.getByRole('menuitem', { name: 'Export' }).click()
      await page.getByRole('menuitem', { name: 'JSON' }).waitFor()
    },
  },
  {
    name: 'search',
    settings: typing,
    seeded: true,
    async show(page) {
      await page.getByRole('searchbox').fill('harbour')
      await page.getByRole('button', { name: 'Filter results' }).click()
      await page.getByRole('button', { name: 'Plan a weekend' }).waitFor()
    },
  },
  {
    name: 'search-hit',
    settings: typing,
    seeded: true,
    async show(page) {
      await page.getByRole('searchbox').fill('scatter')
      await page.getByRole('button', { name: 'Why is the sky blue?' }).first().click()
      await page.getByRole('group', { name: 'Found words' }).waitFor()
      await marks(page, 'found-here')
    },
  },
  {
    name: 'recordings',
    settings: { privacy: { keepAudio: true } },
    async show(page) {
      await ask(page, 'What is 12 * 12?', '144')
      await page.getByRole('article').filter({ hasText: '12 × 12 is' }).hover()
      await page.getByRole('button', { name: /^Play recording/ }).click()
      await page.getByRole('button', { name: 'Pause' }).waitFor()
      await marks(page, 'spoken', { from: 1 })
    },
  },
  {
    name: 'off-the-record',
    settings: typing,
    seeded: true,
    async show(page) {
      await page.getByRole('button', { name: 'New conversation off the record' }).click()
      await ask(page, 'What is 2 + 3?', '2 + 3 is 5.')
    },
  },
  {
    name: 'export',
    settings: typing,
    async show(page) {
      await ask(page, 'What is 2 + 3?', '2 + 3 is 5.')
      await page.getByRole('button', { name: 'Export conversation' }).click()
      await page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'trouble',
    server: true,
    settings: typing,
    async show(page, { endServer }) {
      await ask(page, 'What is 2 + 3?', '2 + 3 is 5.')
      await endServer()
      await page.getByText('Disconnected', { exact: true }).waitFor()
    },
  },
  {
    name: 'german',
    settings: { appearance: { language: 'de' } },
    async show(page) {
      const message = page.getByRole('textbox', { name: 'Nachricht' })
      await message.fill('What is 12 * 12?')
      await message.press('Enter')
      await page.getByText('144').first().waitFor()
    },
  },
  settingsView('endpoint', 'Server and key'),
  settingsView('assistant', 'Assistant'),
  settingsView('turns', 'Turns'),
  settingsView('audio', 'Audio'),
  settingsView('privacy', 'Privacy'),
  settingsView('forget', 'Privacy', async (page) => {
    await page.getByRole('button', { name: 'Delete everything…' }).click()
    await page.getByRole('alertdialog').waitFor()
  }),
  settingsView('diagnostics', 'Diagnostics'),
  settingsView('recording', 'Diagnostics', async (page) => {
    await page.getByRole('switch', { name: 'Record events' }).click()
    await page.getByText('Recording events without audio.').waitFor()
  }),
]

/** A server for a view that needs one of its own; the settings that lead to it come with it. */
export async function serverFor(view) {
  if (!view.server) return { settings: view.settings ?? {}, close: () => Promise.resolve() }
  const { url, close } = await startServer()
  const profiles = [{ id: 'own', kind: 'custom', address: url }]
  return { settings: { ...view.settings, profiles, profile: 'own' }, close }
}

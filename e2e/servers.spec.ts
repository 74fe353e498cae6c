import type { Page } from '@playwright/test'
import { timeLimit } from '../test/support/time-limit'
import { knownServers } from '../src/shared/realtime/servers/server-kinds'
import { answerWith, type ScriptedServer, startScriptedServer } from '../test/servers/scripted-server'
import { startStandIn } from '../test/servers/stand-in'
import { standIns } from '../test/servers/stand-ins'
import { answer, changeSettings, choose, expect, expectAnswer, openSettings, say, test as base } from './fixtures'
import { expectNoViolations } from './support/axe'

/** A server that can't do without its detector, and answers with its name. */
const test = base.extend<{ stubborn: ScriptedServer }>({
  stubborn: async ({ page }, use) => {
    const detection = { audio: { input: { turn_detection: { type: 'server_vad' } } } }
    const server = await startScriptedServer({
      settings: [{ type: 'session.updated', session: { type: 'realtime', ...detection } }],
      answer: (turn) => answerWith(`Stubborn ${turn}`),
    })
    await changeSettings(page, { mode: 'text' })
    await use(server)
    await server.close()
  },
})

/** Adds a server, has it tested, and leaves the settings open. */
async function addServer(page: Page, name: string, address: string): Promise<void> {
  await openSettings(page, 'Server and key')
  await page.getByRole('button', { name: 'Add a server' }).click()
  await choose(page, 'Server', 'Own server')
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Address').fill(address)
  await page.getByRole('button', { name: 'Test and save' }).click()
}

const sign = (page: Page) => page.getByRole('button', { name: /Switch server$/ })

test('adds a server, and shows what it supports', async ({ page, stubborn }) => {
  await addServer(page, 'At home', stubborn.url)
  const table = page.getByRole('table', { name: 'What this server supports' })
  await expect(table).toBeVisible({ timeout: timeLimit(10_000) })
  await expect(table.getByRole('row', { name: 'Push to talk' })).toContainText('No')
  await expect(table.getByRole('row', { name: 'Protocol' })).toContainText('Current (GA)')
  await expect(table.getByRole('row', { name: 'Audio to the server' })).toContainText('24 kHz')
  await expect(page.getByText('Connected. Parley uses this server.')).toBeVisible()
  await expectNoViolations(page)
  await page.keyboard.press('Escape')
  await expect(sign(page)).toContainText('At home')
})

test('switches servers in the status line, by keyboard, while a session is open', async ({ page, stubborn }) => {
  await addServer(page, 'At home', stubborn.url)
  await expect(page.getByText('Connected. Parley uses this server.')).toBeVisible()
  await page.keyboard.press('Escape')
  await say(page, 'Who are you?')
  await expect(answer(page, 'Stubborn 1')).toBeVisible()

  await sign(page).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitemradio', { name: 'At home' })).toBeChecked()
  await expectNoViolations(page)
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(sign(page)).toContainText('Demo')
  await say(page, 'What is 2 + 3?')
  await expectAnswer(page, '2 + 3 is 5.')
  await expect(answer(page, 'Stubborn 1')).toBeVisible()
})

test('removes a server after a confirmation, and uses the demo', async ({ page, stubborn }) => {
  await addServer(page, 'At home', stubborn.url)
  const servers = page.getByRole('region', { name: 'Servers' })
  await expect(page.getByText('Connected. Parley uses this server.')).toBeVisible()
  await page.getByRole('button', { name: 'Remove server' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove server' }).click()
  await expect(servers.getByRole('button', { name: /At home/ })).toBeHidden()
  await expect(servers.getByRole('button', { name: /Demo.*In use/ })).toBeVisible()
})

test('asks before a key is sent without encryption', async ({ page }) => {
  await openSettings(page, 'Server and key')
  await page.getByRole('button', { name: 'Add a server' }).click()
  await choose(page, 'Server', 'Own server')
  await page.getByLabel('Address').fill('ws://voice.invalid/v1/realtime')
  await page.getByLabel('Key', { exact: true }).fill('a-key')
  await page.getByRole('button', { name: 'Test and save' }).click()
  const question = page.getByRole('alertdialog', { name: 'Send the key without encryption?' })
  await question.getByRole('button', { name: 'Don’t send' }).click()
  const alert = page.getByRole('dialog', { name: 'Settings' }).getByRole('alert')
  await expect(alert).toContainText('not encrypted')
  await page.getByRole('button', { name: 'Test and save' }).click()
  await question.getByRole('button', { name: 'Send anyway' }).click()
  await expect(alert).toContainText('voice.invalid') // which is not there
})

test('tests the connection to every kind of server, and shows what it supports', async ({ page }) => {
  await openSettings(page, 'Server and key')
  for (const { kind, create } of standIns) {
    const server = await startStandIn(create)
    // Where the address of a kind is fixed, its stand-in is added as another server.
    const preset = knownServers[kind].url === null ? knownServers[kind].name : 'Own server'
    await page.getByRole('button', { name: 'Add a server' }).click()
    await choose(page, 'Server', preset)
    await page.getByLabel('Name', { exact: true }).fill(`Stand-in for ${kind}`)
    await page.getByLabel('Address').fill(server.url)
    await page.getByRole('button', { name: 'Test and save' }).click()
    await expect(page.getByText('Connected. Parley uses this server.')).toBeVisible({ timeout: timeLimit(10_000) })
    const table = page.getByRole('table', { name: 'What this server supports' })
    const { manualTurns } = knownServers[kind].traits
    await expect(table.getByRole('row', { name: 'Push to talk' })).toContainText(manualTurns ? 'Yes' : 'No')
    await server.close()
  }
  await expect(page.getByRole('region', { name: 'Servers' }).getByRole('button', { name: /Stand-in/ })).toHaveCount(10)
})

import { once } from 'node:events'
import { answer, expect, say, useServer } from '../fixtures'
import { startRelay } from '../support/relay'
import { test } from '../support/tray'
import { doInMain } from '../support/main-process'

test('keeps the session when the window closes, and closes the socket when Parley quits', async ({
  desktop: { app },
  page,
  tray,
  sim,
}) => {
  const relay = await startRelay(sim.url)
  await useServer(page, relay.url, '')
  await expect(page.getByText('Connected. Parley uses this server.')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
  await expect.poll(() => relay.open).toBe(1)

  await doInMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(() => tray.find('Show Parley')).not.toBeNull()
  // The hidden window still takes part: what it asks for is answered over the same connection.
  await say(page, 'What is 2 + 3?')
  await expect(answer(page, '2 + 3 is 5.')).toBeAttached()
  expect(relay.open).toBe(1)
  expect(await tray.find('Disconnect')).toMatchObject({ enabled: true })

  const ended = once(app.process(), 'exit')
  await tray.choose('Quit Parley')
  expect(await ended).toEqual([0, null])
  await expect.poll(() => relay.open).toBe(0)
  expect(relay.allSaidGoodbye).toBe(true)
  await relay.stop()
})

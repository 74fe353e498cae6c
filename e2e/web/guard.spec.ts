import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import path from 'node:path'
import { BRIDGE_PATH } from '../../src/shared/ipc/web-frames'
import { expect, test } from '../fixtures'

/** The status that a request gets: 101 for one that is let in as a WebSocket. */
async function statusOf(page: URL, requestPath: string, headers: Record<string, string>): Promise<number | undefined> {
  const asked = request({ host: page.hostname, port: page.port, path: requestPath, headers })
  const answered = Promise.race([once(asked, 'response'), once(asked, 'upgrade')])
  asked.end()
  const [response] = (await answered) as [IncomingMessage]
  response.destroy()
  return response.statusCode
}

test('accepts only its own page with the token', async ({ page, dataDirectory }) => {
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
  const url = new URL(page.url())
  expect(url.hash).toBe('') // the token was taken out of it
  const token = (await readFile(path.join(dataDirectory, 'web-token'), 'utf8')).trim()
  const socket = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': Buffer.alloc(16, 'parley').toString('base64'),
  }
  const withToken = `${BRIDGE_PATH}?token=${encodeURIComponent(token)}`
  const own = { host: url.host, origin: url.origin, ...socket }

  expect(await statusOf(url, withToken, own)).toBe(101)
  expect(await statusOf(url, BRIDGE_PATH, own)).toBe(403)
  expect(await statusOf(url, `${BRIDGE_PATH}?token=${'x'.repeat(token.length)}`, own)).toBe(403)
  expect(await statusOf(url, withToken, { ...own, origin: 'https://example.com' })).toBe(403)
  expect(await statusOf(url, withToken, { ...own, origin: `http://127.0.0.1:${Number(url.port) + 1}` })).toBe(403)
  expect(await statusOf(url, withToken, { host: url.host, ...socket })).toBe(403)
  expect(await statusOf(url, withToken, { ...own, host: 'example.com', origin: 'http://example.com' })).toBe(403)
  expect(await statusOf(url, '/', { host: 'example.com' })).toBe(403)
  expect(await statusOf(url, '/', { host: url.host })).toBe(200)
})

import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { answer, expect, freshTest, openSettings, say, test, useServer } from '../fixtures'
import { heapText } from '../support/heap'
import { readMain } from '../support/main-process'

/** Code for the page as text: these tests are compiled without the DOM's types, and Electron's page has no others. */
const inPage = (page: Page, code: string): Promise<unknown> => page.evaluate(code)

test('gives the page nothing of Node or Electron', async ({ page }) => {
  expect(await inPage(page, '[typeof require, typeof process, typeof module, typeof ipcRenderer].join()')).toBe(
    'undefined,undefined,undefined,undefined',
  )
  expect(await inPage(page, 'Object.keys(window.parley).sort().join()')).toBe('invoke,subscribe')
})

test('keeps the page from navigating', async ({ desktop: { app, page } }) => {
  // Not by Playwright's page, which would wait for a navigation that never comes.
  const run = (code: string): Promise<unknown> =>
    app.evaluate(
      ({ BrowserWindow }, script) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script),
      code,
    )
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
  await run('window.before = true')
  for (const url of ['https://example.com/', 'file:///etc/passwd', 'parley://elsewhere/', 'data:text/html,x'])
    await run(`location.href = ${JSON.stringify(url)}; new Promise((done) => setTimeout(done, 100))`)
  expect(await run('[location.href, window.before].join()')).toBe('parley://app/index.html,true')
})

test('opens no window, and only listed links in the browser', async ({ desktop: { app, page } }) => {
  const opened = await app.evaluateHandle(({ shell }) => {
    const urls: string[] = []
    shell.openExternal = (url) => {
      urls.push(url)
      return Promise.resolve()
    }
    return urls
  })
  for (const url of ['https://example.com/', 'file:///etc/passwd', 'https://platform.openai.com.example.com/'])
    expect(await inPage(page, `window.open(${JSON.stringify(url)})`)).toBeNull()
  await inPage(page, "window.open('https://platform.openai.com/api-keys')")
  await expect.poll(() => opened.jsonValue()).toEqual(['https://platform.openai.com/api-keys'])
  expect(app.windows()).toHaveLength(1)
})

test('explains a link that is refused', async ({ page }) => {
  expect(await inPage(page, "parley.invoke('links.open', { url: 'https://example.com/' })")).toMatchObject({
    ok: false,
    error: { code: 'links.refused' },
  })
})

test('denies the page every permission that it doesn’t need', async ({ page }) => {
  for (const name of ['microphone', 'camera', 'clipboard-read', 'notifications', 'geolocation', 'midi'])
    expect(
      await inPage(page, `navigator.permissions.query({ name: '${name}' }).then(({ state }) => '${name} ' + state)`),
    ).toBe(`${name} denied`)
  expect(await inPage(page, 'Notification.requestPermission()')).toBe('denied')
  const place =
    "new Promise((done) => navigator.geolocation.getCurrentPosition(() => done('granted'), () => done('denied')))"
  expect(await inPage(page, place)).toBe('denied')
})

test('keeps the page from the network and from foreign code', async ({ page, sim }) => {
  const http = sim.url.replace(/^ws/, 'http')
  expect(await inPage(page, `fetch(${JSON.stringify(http)}).then(() => 'fetched', (error) => error.name)`)).toBe(
    'TypeError',
  )
  const socket = `new Promise((done) => { const socket = new WebSocket(${JSON.stringify(sim.url)}); socket.onopen = () => done('open'); socket.onerror = () => done('refused') })`
  expect(await inPage(page, socket)).toBe('refused')
  const script =
    "const script = document.createElement('script'); script.textContent = 'window.injected = true'; document.head.append(script); window.injected ?? 'not run'"
  expect(await inPage(page, script)).toBe('not run')
})

test('refuses malformed requests', async ({ page }) => {
  for (const [request, code] of [
    ["'session.type', { text: 7 }", 'ipc.bad_payload'],
    ["'session.type', { text: 'x'.repeat(100001) }", 'ipc.bad_payload'],
    ["'settings.change', { mode: 'shouting' }", 'ipc.bad_payload'],
    ["'no.such.request'", 'ipc.unknown_request'],
    ["'constructor'", 'ipc.unknown_request'],
    ['7', 'ipc.refused'],
  ])
    expect(await inPage(page, `parley.invoke(${request})`)).toMatchObject({ ok: false, error: { code } })
})

test('serves the page’s files and no others', async ({ page }) => {
  const status = (path: string) =>
    inPage(
      page,
      `new Promise((done) => { const image = new Image(); image.onload = () => done('image'); image.onerror = () => done('nothing'); image.src = ${JSON.stringify(path)} })`,
    )
  expect(await status('parley://app/..%2f..%2fresources/icons/parley.png')).toBe('nothing')
  expect(await status('parley://app/../../resources/icons/parley.png')).toBe('nothing')
  expect(await status('parley://elsewhere/index.html')).toBe('nothing')
})

test('lets the page write to the clipboard', async ({ desktop: { app, page } }) => {
  await say(page, 'What is 2 + 3?')
  const turn = page.getByRole('article').filter({ hasText: 'What is 2 + 3?' })
  await turn.hover()
  await turn.getByRole('button', { name: 'Copy' }).click()
  await expect.poll(() => readMain(app, ({ clipboard }) => clipboard.readText())).toBe('What is 2 + 3?')
})

test('gives frames inside the page nothing', async ({ desktop: { app, page } }) => {
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
  const frames = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    for (const attribute of [
      "src = 'parley://app/index.html'",
      "src = 'data:text/html,<p>data</p>'",
      "src = 'https://example.com/'",
      "srcdoc = '<p>srcdoc</p>'",
    ])
      await contents?.executeJavaScript(
        `new Promise((done) => { const frame = document.createElement('iframe'); frame.onload = done; frame.${attribute}; document.body.append(frame) })`,
      )
    const inner = contents?.mainFrame.framesInSubtree.filter((frame) => frame.parent !== null) ?? []
    return Promise.all(
      inner.map((frame): Promise<unknown> => frame.executeJavaScript('[typeof window.parley, location.href]')),
    )
  })
  expect(frames).toHaveLength(4)
  // What is not written into the page itself is refused before anything is loaded.
  const refused = ['undefined', 'chrome-error://chromewebdata/']
  expect(frames).toEqual([refused, refused, refused, ['undefined', 'about:srcdoc']])
})

/** A key like no other, and not like any provider's: nothing may know it by its looks. */
const needle = `parley-needle-${'0a1b2c3d'.repeat(4)}`

freshTest('keeps a key in the main process and in its file only', async ({ desktop, page, sim, dataDirectory }) => {
  let printed = ''
  const { stdout, stderr } = desktop.app.process()
  for (const stream of [stdout, stderr]) stream?.on('data', (text: Buffer) => (printed += text.toString()))
  await useServer(page, sim.url, needle)
  await expect(page.getByText('Connected. Parley uses this server.')).toBeVisible()
  await expect(page.getByLabel('Key', { exact: true })).toHaveValue('')
  await page.keyboard.press('Escape')
  await say(page, 'What is 2 + 3?')
  await expect(answer(page, '2 + 3 is 5.')).toBeVisible()
  await sim.close()
  await expect(page.getByText('Disconnected', { exact: true })).toBeVisible()

  for (const label of ['Markdown', 'Plain text', 'JSON']) {
    const { content } = await desktop.exported(async () => {
      await page.getByRole('button', { name: 'Export conversation' }).click()
      await page.getByRole('menuitem', { name: label }).click()
    })
    expect(content).not.toContain(needle)
  }
  for (const name of ['diagnostics.read', 'app.snapshot'])
    expect(JSON.stringify(await inPage(page, `parley.invoke('${name}')`))).not.toContain(needle)
  await openSettings(page, 'Diagnostics')
  await expect(page.getByText('session.created').first()).toBeVisible()
  await page.keyboard.press('Escape')

  const kept = 'document.documentElement.outerHTML + JSON.stringify([localStorage, sessionStorage])'
  expect(await inPage(page, kept)).not.toContain(needle)
  const heap = await heapText(page)
  expect(heap).toContain('What is 2 + 3?') // as a control: what the window does know is found
  expect(heap).not.toContain(needle)

  await desktop.close()
  expect(printed).not.toContain(needle)
  const keyFile = path.join(dataDirectory, 'keys.json')
  // There is no key ring here: the file's permissions are what protects the key.
  expect((await stat(keyFile)).mode & 0o777).toBe(0o600)
  expect(await readFile(keyFile, 'utf8')).toContain(needle)
  for (const entry of await readdir(dataDirectory, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if (entry.isFile() && file !== keyFile) expect((await readFile(file)).includes(needle), file).toBe(false)
  }
})

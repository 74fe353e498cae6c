import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, expectAnswer, freshTest as base, say } from '../fixtures'
import { environmentFor, withoutSound } from '../hosts/host'
import { treeOf } from '../../bench/desktop/process-tree'
import { packApp, packingMissing, printedBy, startPackedApp } from '../hosts/packed-app'
import { root } from '../hosts/places'
import { type Display, displayFixture } from '../support/display'

const addons = 'resources/app.asar.unpacked/node_modules'

/** With a display of its own: on a shared one another Parley may have the hotkey. */
const test = base.extend<{ display: Display }>({ display: displayFixture })

// One app for all, so they run in one worker.
test.describe.configure({ mode: 'default' })

let folder: string
let app: string

test.beforeAll(async () => {
  const missing = packingMissing() // says in words which program or Electron is not installed
  test.skip(missing !== undefined, missing)
  folder = await mkdtemp(path.join(tmpdir(), 'parley-package-'))
  app = await packApp(folder)
})

test.afterAll(async () => {
  if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

test('contains what Parley needs, and nothing else', async () => {
  const archive = path.join(app, 'resources/app.asar')
  const files = (await printedBy('@electron/asar/bin/asar.js', 'list', archive)).split(/\r?\n/).filter(Boolean)
  const inRoot = new Set(files.map((file) => file.split(/[\\/]/)[1]))
  expect([...inRoot].sort()).toEqual(['LICENSE', 'node_modules', 'out', 'package.json', 'resources'])
  const packages = files.map((file) => /^.node_modules.([^\\/]+)$/.exec(file)?.[1]).filter(Boolean)
  expect(packages.sort()).toEqual([
    '@ennuicastr',
    '@libsql',
    '@neon-rs',
    'bindings',
    'detect-libc',
    'file-uri-to-path',
    'libflacjs',
    'libsql',
    'naudiodon',
    'node-gyp-build',
    'segfault-handler',
    'speex-resampler',
    'uiohook-napi',
  ])
  const prebuilds = files.filter((file) => /prebuilds.[^\\/]+$/.test(file))
  expect(prebuilds).toEqual([`/node_modules/uiohook-napi/prebuilds/${process.platform}-${process.arch}`])
  // Sources, tests, what addons were made from, debuggers' files, and whatever is named like a secret.
  const unwanted = /\.(ts|vue|h|c|cc|o|a|d|gyp|map|pdb)$|[\\/](src|tests?|docs|portaudio)[\\/]|\.env|secret|\.pem$|keys/
  // The bundler names a chunk after one of its modules, which may be file-secrets.
  const isChunk = (file: string): boolean => file.startsWith('/out/main/chunks/')
  expect(files.filter((file) => unwanted.test(file) && !isChunk(file))).toEqual([])
  const content = await readFile(archive, 'latin1')
  expect(content).not.toContain(root)
  expect(content).not.toMatch(/sk-(proj-)?\w{32}/)
})

test('finds PortAudio next to the sound addon, wherever it was built', async () => {
  const addon = path.join(app, addons, 'naudiodon/build/Release/naudiodon.node')
  expect(execFileSync('patchelf', ['--print-rpath', addon], { encoding: 'utf8' }).trim()).toBe('$ORIGIN')
  expect(await readFile(addon, 'latin1')).not.toContain(root)
})

test('has fuses that forbid running other code', async () => {
  const fuses = await printedBy('@electron/fuses/dist/bin.js', 'read', '--app', path.join(app, 'parley'))
  // Newer Electrons have more of them.
  expect(fuses.match(/\w+ is \w+/g)).toEqual(
    expect.arrayContaining([
      'RunAsNode is Disabled',
      'EnableCookieEncryption is Enabled',
      'EnableNodeOptionsEnvironmentVariable is Disabled',
      'EnableNodeCliInspectArguments is Disabled',
      'EnableEmbeddedAsarIntegrityValidation is Enabled',
      'OnlyLoadAppFromAsar is Enabled',
      'LoadBrowserProcessSpecificV8Snapshot is Disabled',
      'GrantFileProtocolExtraPrivileges is Disabled',
    ]),
  )
})

test('talks, loads its own addons, and quits cleanly at a signal', async ({ dataDirectory, display }) => {
  const environment = environmentFor({ dataDirectory, environment: { ...withoutSound, ...display.env } })
  const { process: child, page } = await startPackedApp(app, { dataDirectory, environment })
  const ended = once(child, 'exit')
  await say(page, 'What is 2 + 3?')
  await expectAnswer(page, '2 + 3 is 5.')
  // Memory knows which files were really loaded; sound is a process of its own.
  const processes = treeOf(child.pid ?? 0)
  const loaded = (await Promise.all(processes.map((pid) => readFile(`/proc/${pid}/maps`, 'utf8')))).join('')
  expect([...new Set(loaded.match(/\/\S+(libportaudio\S+|\.node)/g))].sort()).toEqual([
    path.join(app, addons, `@libsql/${process.platform}-${process.arch}-gnu/index.node`),
    path.join(app, addons, 'naudiodon/build/Release/libportaudio.so.2'),
    path.join(app, addons, 'naudiodon/build/Release/naudiodon.node'),
    path.join(app, addons, `uiohook-napi/prebuilds/${process.platform}-${process.arch}/uiohook-napi.node`),
  ])
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})

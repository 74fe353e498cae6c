import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { systemClock } from '../src/main/clock/system-clock'
import { createRouter } from '../src/main/ipc/router'
import { startLog } from '../src/main/log/start-log'
import type { LogPort } from '../src/main/ports/log'
import { forkSound } from '../src/main/programs/fork-sound'
import { launchWorker } from '../src/main/programs/worker-thread'
import type { LaunchChild } from '../src/shared/child-program'
import { describeThrown } from '../src/shared/thrown'
import { assistantRig } from './support/assistant-rig'
import { profileWith } from './support/profile-settings'

const words = 'My secret is plumbaginous'
const key = `parley-needle-${'0a1b2c3d'.repeat(4)}`
let folder: string
let port: LogPort

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parley-log-'))
  port = startLog({ dataDirectory: folder, clock: systemClock, verbose: false })
})
afterAll(() => rm(folder, { recursive: true }))

const logText = (): Promise<string> => readFile(path.join(folder, 'parley.log'), 'utf8')
const expectLogged = (...parts: readonly (string | RegExp)[]) =>
  vi.waitFor(async () => {
    const text = await logText()
    for (const part of parts) expect(text).toMatch(part)
  }, 10_000)

/** Starts a program that fails at its first message; resolves when it has ended. */
const crash = (launch: LaunchChild, message: string): Promise<void> =>
  new Promise((resolve) => launch({ onMessage: () => undefined, onExit: resolve }).post(message))

describe('parley.log', () => {
  it('has the stack of a thread that failed, without its message', async () => {
    await crash(launchWorker(fileURLToPath(new URL('./support/crashing-thread.ts', import.meta.url))), words)
    await expectLogged(/error crashing-thread The thread ended with an error\. error="Error"\n +at .*crashing-thread/)
  })

  it('has the last words of a sound process that failed, and that one was killed', async () => {
    const launch = forkSound(fileURLToPath(new URL('./support/crashing-program.mjs', import.meta.url)))
    await crash(launch, 'go')
    await expectLogged('TypeError: A defect of the sound process', /at .*crashing-program/, /ended\. code=1/)
    const ended = new Promise<void>((resolve) => {
      launch({ onMessage: () => undefined, onExit: resolve }).kill()
    })
    await ended
    await expectLogged(/ended\. code=null signal="SIGKILL"/)
  })

  it('has errors of the page, and the codes of refused requests', async () => {
    const server = createServer().on('upgrade', (_request, socket) => socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const rig = assistantRig({ log: port })
    const router = createRouter(rig.assistant)
    try {
      await router.handle('log.report', describeThrown(new TypeError('x is not a function')))
      const address = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/v1/realtime`
      const refused = await router.handle('keys.save', { profile: profileWith({ address }), key })
      expect(refused).toMatchObject({ ok: false, error: { code: 'endpoint.unauthorized' } })
      await router.handle('session.type', { text: words })
      await router.handle(words, {})
    } finally {
      await rig.close()
      server.close()
    }
    await expectLogged(
      /error window The page had an error\. error="TypeError: x is not a function"\n +at /,
      /warn +ipc A request failed\. error="endpoint\.unauthorized" request="keys\.save"/,
      /error="ipc\.unknown_request" request="unknown"/,
    )
    expect(await port.lastLines(500)).toContainEqual(expect.stringContaining('The page had an error.'))
  })

  it('has neither keys nor words', async () => {
    const text = await logText()
    expect(text).not.toContain(key)
    expect(text).not.toContain('plumbaginous')
  })
})

import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runFailing } from '../../../../test/support/captured-command'
import { systemClock } from '../../clock/system-clock'
import { runTalk } from '.'

const folder = mkdtempSync(join(tmpdir(), 'parley-talk-'))
const inFolder = (name: string): string => join(folder, name)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const failing = (flags: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  runFailing(runTalk, flags, { clock: systemClock, environment })

/** Expects one readable line, and the exit code. */
async function fails(code: number, pattern: RegExp, flags: readonly string[]): Promise<void> {
  const failure = await failing(flags)
  expect(failure).toEqual({ code, line: expect.stringMatching(pattern) as string })
  expect(failure.line).not.toContain('\n')
}

const text = ['--mode', 'text', '--say', 'hi']

describe('talk with bad input', () => {
  it.each([
    ['an unknown flag', /--frobnicate/, ['--frobnicate']],
    ['an impossible mode', /--mode .*telepathy.*ptt/, ['--mode', 'telepathy']],
    ['no number of turns', /--turns/, ['--turns', 'many', ...text]],
    ['a speed that is no number', /--speed .*fast.*0\.25 to 1\.5/, ['--speed', 'fast', ...text]],
    ['a speed out of reach', /--speed/, ['--speed', '3', ...text]],
    ['a language that is no code', /--language .*german.*de/i, ['--language', 'German', ...text]],
    ['an unknown effort', /--effort .*minimal/, ['--effort', 'utmost', ...text]],
    ['an unknown noise reduction', /--noise-reduction .*near_field/, ['--noise-reduction', 'all', ...text]],
    ['no number of tokens', /--max-tokens .*1 to 4096/, ['--max-tokens', '5000', ...text]],
    ['no name of a transcription model', /--transcription .*off/, ['--transcription', '', ...text]],
    ['no address', /wss?:\/\//, ['--endpoint', 'nonsense', ...text]],
    ['an export in no known format', /\.md/, ['--export', inFolder('notes.doc'), ...text]],
    ['a file that is not there', /no\.wav/, ['--input', inFolder('no.wav')]],
    ['an export into a folder that is not there', /notes\.md/, ['--export', inFolder('no/where/notes.md'), ...text]],
  ])('refuses %s', (_name, pattern, flags) => fails(2, pattern, flags))

  it('refuses a file that is not sound, and leaves no recording behind', async () => {
    writeFileSync(inFolder('broken.wav'), 'RIFF but nothing more')
    const output = ['--output', inFolder('never.wav')]
    await fails(2, /WAV/, ['--mode', 'ptt', '--input', inFolder('broken.wav'), ...output])
    expect(readdirSync(folder).filter((name) => name.startsWith('never'))).toEqual([])
  })

  it('wants a key where one is needed', () => fails(2, /SOME_KEY/, ['--endpoint', 'openai', '--key-env', 'SOME_KEY']))

  it('says that nothing is listening', () =>
    fails(3, /No server is running/, ['--endpoint', 'ws://127.0.0.1:9/v1/realtime', ...text]))

  it.each([
    [401, /key/],
    [404, /404/],
  ])('says what HTTP %i means, without the key', async (status, pattern) => {
    const http = createServer((_request, response) => response.writeHead(status).end())
    http.on('upgrade', (_request, stream) => stream.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`))
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    const url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/v1/realtime`
    const { code, line } = await failing(['--endpoint', url, '--key-env', 'SOME_KEY', ...text], {
      SOME_KEY: 'sk-very-secret',
    })
    http.close()
    expect(code).toBe(3)
    expect(line).toMatch(pattern)
    expect(line).not.toContain('sk-very-secret')
  })

  it('refuses a path that is not writable before a word is said', async () => {
    mkdirSync(inFolder('locked'))
    chmodSync(inFolder('locked'), 0o500)
    // Root may write anywhere except where there is nothing to write to.
    const path = process.getuid?.() === 0 ? '/proc/notes.md' : inFolder('locked/notes.md')
    await fails(2, /notes\.md/, ['--export', path, ...text])
  })
})

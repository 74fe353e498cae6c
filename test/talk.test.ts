import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseWav } from '../src/main/audio/wav'
import { run, start } from './support/command-line'
import { bestMatch } from './support/correlation'
import { hello } from './support/sounds'

const speech = join(import.meta.dirname, 'fixtures', 'hello.wav')
const folder = mkdtempSync(join(tmpdir(), 'parley-talk-'))
const inFolder = (name: string): string => join(folder, name)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The command starts a Node of its own and speaks for seconds. */
const timeout = 60_000

/** Where the two turns of an exported transcript stand: the user's first. */
function turnsOf(path: string): readonly string[] {
  return [...readFileSync(path, 'utf8').matchAll(/\b(You|User|Assistant|Parley)\b/g)].map(([, who]) => who ?? '')
}

async function speaks(name: string, ...flags: readonly string[]): Promise<void> {
  const [wav, markdown] = [inFolder(`${name}.wav`), inFolder(`${name}.md`)]
  const files = ['--input', speech, '--output', wav, '--export', markdown]
  const { code, stderr } = await run(['talk', ...flags, ...files, '--turns', '1'])
  expect({ code, stderr }).toMatchObject({ code: 0 })
  expect(bestMatch(hello(), parseWav(readFileSync(wav)).samples).score).toBeGreaterThan(0.9)
  const text = readFileSync(markdown, 'utf8')
  expect(text.indexOf('seconds of speech)')).toBeGreaterThan(0)
  expect(text.indexOf('This is what I heard')).toBeGreaterThan(text.indexOf('seconds of speech)'))
  expect(turnsOf(markdown).length).toBeGreaterThanOrEqual(2)
}

// Commands talk in real time, which is waiting for the most part: two of them do at once.
const concurrent = { concurrent: true }

describe('talk with the demo', concurrent, () => {
  it.each(['server_vad', 'ptt', 'semantic_vad'])(
    'says a file and records the answer: %s',
    async (mode) => speaks(mode, '--endpoint', 'demo', '--mode', mode),
    timeout,
  )

  it('does the same as fast as it goes', async () => speaks('fast', '--mode', 'server_vad', '--fast'), timeout)

  it(
    'types, and prints JSON for scripts with nothing between',
    async () => {
      const flags = ['--mode', 'text', '--say', 'What is 2 + 3?', '--say', 'help', '--json']
      const { code, stdout } = await run(['talk', '--endpoint', 'demo', ...flags])
      expect(code).toBe(0)
      const lines = stdout.trim().split('\n')
      const events = lines.map((line) => JSON.parse(line) as { type: string; usage?: { total: number } })
      expect(stdout).toContain('2 + 3 is 5')
      expect(events.at(-1)?.type).toBe('usage')
      expect(events.at(-1)?.usage?.total).toBeGreaterThan(0)
    },
    timeout,
  )

  it(
    'takes piped lines as turns',
    async () => {
      const { code, stdout } = await run(['talk', '--mode', 'text'], { stdin: 'What is 2 + 3?\nWhat is 4 + 4?\n' })
      expect(code).toBe(0)
      expect(stdout).toMatch(/You +What is 2 \+ 3\?\nParley +2 \+ 3 is 5\.\nYou +What is 4 \+ 4\?\nParley +4 \+ 4 is 8/)
    },
    timeout,
  )
})

describe.each(['ga', 'beta'])('talk with a server by its address, %s', concurrent, (dialect) => {
  let url: string
  let server: ReturnType<typeof start>

  beforeAll(async () => {
    server = start(['sim', '--dialect', dialect])
    url = await server.line()
  }, timeout)

  afterAll(async () => {
    server.stop()
    expect((await server.finished).code).toBe(0)
  }, timeout)

  it.each(['server_vad', 'ptt'])(
    'speaks: %s',
    async (mode) => speaks(`${dialect}-${mode}`, '--endpoint', url, '--mode', mode),
    timeout,
  )

  it(
    'types',
    async () => {
      const markdown = inFolder(`${dialect}-text.md`)
      const flags = ['--mode', 'text', '--say', 'What is 2 + 3?', '--turns', '1', '--export', markdown]
      expect((await run(['talk', '--endpoint', url, ...flags])).code).toBe(0)
      const text = readFileSync(markdown, 'utf8')
      expect(text.indexOf('2 + 3 is 5')).toBeGreaterThan(text.indexOf('What is 2'))
    },
    timeout,
  )
})

describe('talk with bad input', concurrent, () => {
  /** One readable line, the right exit code, and no secret. */
  async function fails(code: number, pattern: RegExp, flags: readonly string[], env?: Record<string, string>) {
    const finished = await run(['talk', ...flags], env ? { env } : {})
    expect({ ...finished, stdout: '' }).toMatchObject({ code, stderr: expect.stringMatching(pattern) as string })
    expect(finished.stderr.trim().split('\n')).toHaveLength(1)
  }

  const text = ['--mode', 'text', '--say', 'hi']

  it.each([
    ['an unknown flag', /--frobnicate/, ['--frobnicate']],
    ['an impossible mode', /--mode .*telepathy.*ptt/, ['--mode', 'telepathy']],
    ['no number of turns', /--turns/, ['--turns', 'many', ...text]],
    ['no address', /wss?:\/\//, ['--endpoint', 'nonsense', ...text]],
    ['an export in no known format', /\.md/, ['--export', inFolder('notes.doc'), ...text]],
    ['a file that is not there', /no\.wav/, ['--input', inFolder('no.wav')]],
    ['an export into a folder that is not there', /notes\.md/, ['--export', inFolder('no/where/notes.md'), ...text]],
  ])('refuses %s', (_name, pattern, flags) => fails(2, pattern, flags), timeout)

  it(
    'refuses a file that is not sound, and leaves no recording behind',
    async () => {
      writeFileSync(inFolder('broken.wav'), 'RIFF but nothing more')
      const output = ['--output', inFolder('never.wav')]
      await fails(2, /WAV/, ['--mode', 'ptt', '--input', inFolder('broken.wav'), ...output])
      expect(readdirSync(folder).filter((name) => name.startsWith('never'))).toEqual([])
    },
    timeout,
  )

  it(
    'wants a key where one is needed',
    () => fails(2, /SOME_KEY/, ['--endpoint', 'openai', '--key-env', 'SOME_KEY']),
    timeout,
  )

  it(
    'says that nothing is listening',
    () => fails(3, /Nothing is listening/, ['--endpoint', 'ws://127.0.0.1:9/v1/realtime', ...text]),
    timeout,
  )

  it.each([
    [401, /key/],
    [404, /404/],
  ])(
    'says what HTTP %i means, without the key',
    async (status, pattern) => {
      const http = createServer((_request, response) => response.writeHead(status).end())
      http.on('upgrade', (_request, stream) => stream.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`))
      await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
      const url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/v1/realtime`
      const finished = await run(['talk', '--endpoint', url, '--key-env', 'SOME_KEY', '--verbose', ...text], {
        env: { SOME_KEY: 'sk-very-secret' },
      })
      http.close()
      expect(finished.code).toBe(3)
      expect(finished.stderr).toMatch(pattern)
      expect(finished.stderr + finished.stdout).not.toContain('sk-very-secret')
    },
    timeout,
  )

  it(
    'says that there is no audio device',
    () => fails(4, /./, ['--mode', 'ptt'], { ALSA_CONFIG_PATH: '/dev/null', PULSE_SERVER: 'unix:/nonexistent' }),
    timeout,
  )

  it.skipIf(process.getuid?.() === 0 && !existsSync('/proc/self'))(
    'refuses a path that is not writable before a word is said',
    async () => {
      mkdirSync(inFolder('locked'))
      chmodSync(inFolder('locked'), 0o500)
      // Root may write anywhere except where there is nothing to write to.
      const path = process.getuid?.() === 0 ? '/proc/notes.md' : inFolder('locked/notes.md')
      await fails(2, /notes\.md/, ['--export', path, ...text])
    },
    timeout,
  )
})

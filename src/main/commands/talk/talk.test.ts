import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCaptured } from '../../../../test/support/captured-command'
import { bestMatch } from '../../../../test/support/correlation'
import { fastClock } from '../../../../test/support/fast-clock'
import { hello, helloPath, resourcesDirectory } from '../../../../test/support/sounds'
import { parseWav } from '../../audio/wav/wav'
import { type DemoServer, startDemoServer } from '../../demo/server'
import { runTalk } from '.'

/** The whole command on real sockets and files, in this process; only its clock runs faster. */
const clock = fastClock(4)

const folder = mkdtempSync(join(tmpdir(), 'parley-talk-'))
const inFolder = (name: string): string => join(folder, name)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const talk = (flags: readonly string[], stdin = '') => runCaptured(runTalk, flags, { stdin, clock })

/** Says a file, and expects its own sound as the answer, and both turns in the transcript. */
async function speaks(name: string, ...flags: readonly string[]): Promise<void> {
  const [wav, markdown] = [inFolder(`${name}.wav`), inFolder(`${name}.md`)]
  const files = ['--input', helloPath, '--output', wav, '--export', markdown]
  expect(await talk([...flags, ...files, '--turns', '1'])).toMatchObject({ exitCode: 0 })
  expect(bestMatch(hello(), parseWav(readFileSync(wav)).samples).score).toBeGreaterThan(0.9)
  const text = readFileSync(markdown, 'utf8')
  expect(text.indexOf('seconds of speech)')).toBeGreaterThan(0)
  expect(text.indexOf('This is what I heard')).toBeGreaterThan(text.indexOf('seconds of speech)'))
  const turns = [...text.matchAll(/\b(You|User|Assistant|Parley)\b/g)]
  expect(turns.length).toBeGreaterThanOrEqual(2)
}

// Each waits for the most part.
const concurrent = { concurrent: true }

describe('talk with the demo', concurrent, () => {
  it.each(['server_vad', 'ptt', 'semantic_vad'])('says a file and records the answer: %s', (mode) =>
    speaks(mode, '--endpoint', 'demo', '--mode', mode),
  )

  it('does the same as fast as it can', () => speaks('fast', '--mode', 'server_vad', '--fast'))

  it('types, and prints JSON for scripts with nothing between', async () => {
    const flags = ['--mode', 'text', '--say', 'What is 2 + 3?', '--say', 'help', '--json']
    const { exitCode, stdout } = await talk(['--endpoint', 'demo', ...flags])
    expect(exitCode).toBe(0)
    const lines = stdout.trim().split('\n')
    const events = lines.map((line) => JSON.parse(line) as { type: string; usage?: { total: number } })
    expect(stdout).toContain('2 + 3 is 5')
    expect(events.at(-1)?.type).toBe('usage')
    expect(events.at(-1)?.usage?.total).toBeGreaterThan(0)
  })

  it('takes piped lines as turns', async () => {
    const { exitCode, stdout } = await talk(['--mode', 'text'], 'What is 2 + 3?\nWhat is 4 + 4?\n')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/You +What is 2 \+ 3\?\nParley +2 \+ 3 is 5\.\nYou +What is 4 \+ 4\?\nParley +4 \+ 4 is 8/)
  })
})

describe.each(['ga', 'beta'] as const)('talk with a server by its address, %s', concurrent, (dialect) => {
  let server: DemoServer
  beforeAll(async () => {
    server = await startDemoServer({ dialect, clock, resourcesDirectory })
  })
  afterAll(() => server.close())

  it.each(['server_vad', 'ptt'])('speaks: %s', (mode) => {
    const transcription = ['--transcription', 'whisper-1'] // a server that is not known is told none by itself
    return speaks(`${dialect}-${mode}`, '--endpoint', server.url, '--mode', mode, ...transcription)
  })

  it('types', async () => {
    const markdown = inFolder(`${dialect}-text.md`)
    const flags = ['--mode', 'text', '--say', 'What is 2 + 3?', '--turns', '1', '--export', markdown]
    expect(await talk(['--endpoint', server.url, ...flags])).toMatchObject({ exitCode: 0 })
    const text = readFileSync(markdown, 'utf8')
    expect(text.indexOf('2 + 3 is 5')).toBeGreaterThan(text.indexOf('What is 2'))
  })
})

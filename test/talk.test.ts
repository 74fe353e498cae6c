import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseWav } from '../src/main/audio/wav/wav'
import { run, start } from './support/command-line'
import { shareFound } from './support/correlation'
import { hello, helloPath } from './support/sounds'
import { timeLimit } from './support/time-limit'

const folder = mkdtempSync(join(tmpdir(), 'parley-talk-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Each command starts Node twice. */
const timeout = timeLimit(60_000)

/** What only real processes can show; all else of the command is tested in process, beside it in `src`. */
describe('the commands as processes', { concurrent: true, timeout }, () => {
  it('talk with each other in real time, and end at a signal', async () => {
    const sim = start(['sim', '--dialect', 'beta'])
    const wav = join(folder, 'answer.wav')
    const files = ['--input', helloPath, '--output', wav]
    const talk = await run(['talk', '--endpoint', await sim.line(), '--mode', 'ptt', ...files, '--turns', '1'])
    expect(talk).toMatchObject({ code: 0, stdout: expect.stringContaining('This is what I heard') as string })
    // A busy machine leaves gaps in what is played in real time.
    expect(shareFound(hello(), parseWav(readFileSync(wav)).samples)).toBeGreaterThan(0.6)
    sim.stop()
    expect(await sim.finished).toMatchObject({ code: 0 })
  })

  it('take piped lines as turns', async () => {
    const { code, stdout } = await run(['talk', '--mode', 'text'], { stdin: 'What is 2 + 3?\nWhat is 4 + 4?\n' })
    expect(code).toBe(0)
    expect(stdout).toMatch(/You +What is 2 \+ 3\?\nParley +2 \+ 3 is 5\.\nYou +What is 4 \+ 4\?\nParley +4 \+ 4 is 8/)
  })

  it('print one line for bad usage and exit with 2', async () => {
    const { code, stderr } = await run(['talk', '--frobnicate'])
    expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, lines: 1 })
    expect(stderr).toMatch(/^parley: .*--frobnicate/)
  })

  it('exit with 3 if a server refuses the key, and never print it', async () => {
    const http = createServer()
    http.on('upgrade', (_request, stream) => stream.end('HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n'))
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    const url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/v1/realtime`
    const text = ['--mode', 'text', '--say', 'hi']
    const flags = ['--endpoint', url, '--key-env', 'SOME_KEY', '--verbose', ...text]
    const { code, stderr, stdout } = await run(['talk', ...flags], { env: { SOME_KEY: 'sk-very-secret' } })
    http.close()
    expect(code).toBe(3)
    expect(stderr).toMatch(/key/)
    expect(stderr + stdout).not.toContain('sk-very-secret')
  })

  it('exit with 4 without an audio device', async () => {
    const env = { ALSA_CONFIG_PATH: '/dev/null', PULSE_SERVER: 'unix:/nonexistent' }
    const { code, stderr } = await run(['talk', '--mode', 'ptt'], { env })
    expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 4, lines: 1 })
  })
})

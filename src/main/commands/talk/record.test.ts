import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Captured, runCaptured, runFailing } from '../../../../test/support/captured-command'
import { fastClock } from '../../../../test/support/fast-clock'
import { startScriptedServer } from '../../../../test/servers/scripted-server'
import { helloPath } from '../../../../test/support/sounds'
import { messageText } from '../../../shared/conversation/item'
import { parseTranscript } from '../../export/formats/parse-transcript'
import { runReplay } from '../replay'
import { runTalk } from '.'

const clock = fastClock(4)
const folder = mkdtempSync(join(tmpdir(), 'parley-record-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const talk = (flags: readonly string[], environment = {}): Promise<Captured> =>
  runCaptured(runTalk, flags, { clock, environment })

interface Line {
  readonly at: number
  readonly direction: string
  readonly data: { readonly type: string; readonly audio?: string; readonly delta?: string }
}

const linesOf = (file: string): Line[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)

/** Who said what, and how long it was, of a transcript in JSON. */
const messagesOf = (json: string): unknown[] =>
  parseTranscript(json, 'test').items.flatMap((item) =>
    item.kind === 'message'
      ? [{ role: item.role, text: messageText(item), audioMs: item.parts.map(({ audioMs }) => audioMs) }]
      : [],
  )

describe('talk --record', () => {
  it.each([
    ['a typed conversation', ['--mode', 'text', '--say', 'What is 2 + 3?', '--say', 'help']],
    ['a spoken one', ['--mode', 'ptt', '--input', helloPath, '--output', 'null', '--turns', '1']],
  ])('writes what replay makes the same conversation of: %s', async (name, flags) => {
    const [events, transcript] = [join(folder, `${name}.jsonl`), join(folder, `${name}.json`)]
    expect(await talk([...flags, '--record', events, '--export', transcript])).toMatchObject({ exitCode: 0 })
    const replayed = await runCaptured(runReplay, [events, '--format', 'json'])
    expect(replayed.stderr).toBe('')
    expect(messagesOf(replayed.stdout)).toEqual(messagesOf(readFileSync(transcript, 'utf8')))
  })

  it('writes both directions in order, and sound only on request', async () => {
    const flags = ['--mode', 'ptt', '--input', helloPath, '--output', 'null', '--turns', '1', '--fast']
    for (const withAudio of [false, true]) {
      const events = join(folder, `audio-${withAudio}.jsonl`)
      await talk([...flags, '--record', events, ...(withAudio ? ['--record-audio'] : [])])
      const lines = linesOf(events)
      expect(lines[0]).toMatchObject({ direction: 'received', data: { type: 'session.created' } })
      const sent = lines.filter(({ direction }) => direction === 'sent').map(({ data }) => data.type)
      expect(sent.slice(0, 2)).toEqual(['session.update', 'input_audio_buffer.append'])
      const sound = lines.flatMap(({ data }) => (data.type.endsWith('audio.delta') ? [data.delta] : (data.audio ?? [])))
      expect(sound.length).toBeGreaterThan(10)
      expect(sound.every((text) => text?.startsWith('['))).toBe(!withAudio)
    }
  })

  it('writes no key, whatever the server says', async () => {
    const key = 'a/strange"key'
    const greeting = [{ type: 'session.created', session: { instructions: `Your key is ${key}.` } }]
    const server = await startScriptedServer({ greeting, answer: () => [{ type: 'response.done', response: {} }] })
    const events = join(folder, 'key.jsonl')
    const flags = ['--endpoint', server.url, '--key-env', 'SOME_KEY', '--mode', 'text', '--say', 'hi']
    await talk([...flags, '--record', events], { SOME_KEY: key })
    await server.close()
    expect(readFileSync(events, 'utf8')).toContain('Your key is [key].')
    expect(readFileSync(events, 'utf8')).not.toMatch(/strange|127\.0\.0\.1/)
  })

  it('says once where it can not write, and talks all the same', async () => {
    const missing = join(folder, 'missing', 'events.jsonl')
    const { exitCode, stdout, stderr } = await talk(['--mode', 'text', '--say', 'What is 2 + 3?', '--record', missing])
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('2 + 3 is 5') as string })
    expect(stderr.match(/can’t record events in .*its folder does not exist/g)).toHaveLength(1)
  })

  it('wants a file for the sound that it is to record', async () => {
    const { code, line } = await runFailing(runTalk, ['--record-audio'])
    expect({ code, line }).toMatchObject({ code: 2, line: expect.stringContaining('--record <file>') as string })
  })
})

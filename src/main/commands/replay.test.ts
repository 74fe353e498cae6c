import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Captured, runCaptured } from '../../../test/support/captured-command'
import { recordedSession } from '../../../test/support/recorded-transcript'
import { formatNames } from '../export/formats'
import { parseTranscript } from '../export/formats/parse-transcript'
import { runReplay } from './replay'

const recording = fileURLToPath(recordedSession)
const golden = (name: string): Promise<string> =>
  readFile(new URL(`../../../test/golden/${name}`, import.meta.url), 'utf8')

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parley-replay-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const replay = (...arguments_: readonly string[]): Promise<Captured> => runCaptured(runReplay, arguments_)

const replayText = (stdin: string | Buffer, ...arguments_: readonly string[]): Promise<Captured> =>
  runCaptured(runReplay, ['-', ...arguments_], { stdin })

const known = '{"type":"response.output_text.done","item_id":"i","text":"Hello there."}'

describe("the user's recording", () => {
  it('prints as a plain transcript', async () => {
    const { exitCode, stdout, stderr } = await replay(recording)
    expect(stdout).toContain('\nAssistant: Sure, how can I assist you today?\n')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  })

  it.each(formatNames)('prints as %s', async (format) => {
    const { stdout } = await replay(recording, '--format', format)
    expect(stdout).toBe(await golden(`recorded-session.${format}`))
  })

  it('tells its statistics', async () => {
    const { stdout } = await replay(recording, '--stats')
    const statistics = stdout.slice(stdout.indexOf('Usage'))
    await expect(statistics).toMatchFileSnapshot('../../../test/golden/recorded-session.stats.txt')
  })
})

describe('replay', () => {
  it('writes a file in the format of its name, and nothing on stdout', async () => {
    const out = path.join(folder, 'talk.srt')
    const { stdout } = await replay(recording, '--out', out)
    expect(stdout).toBe('')
    expect(await readFile(out, 'utf8')).toBe(await golden('recorded-session.srt'))
    expect(await readdir(folder)).toEqual(['talk.srt'])
  })

  it('writes a file in the format that is asked for, and the statistics on stdout', async () => {
    const out = path.join(folder, 'talk')
    const { stdout } = await replay(recording, '--out', out, '--format', 'md', '--stats')
    expect(stdout).toMatch(/^Usage\n/)
    expect(await readFile(out, 'utf8')).toBe(await golden('recorded-session.md'))
  })

  it('keeps a document on stdout free of the statistics', async () => {
    const { stdout, stderr } = await replay(recording, '--format', 'json', '--stats')
    expect(parseTranscript(stdout, 'stdout').title).toBe('Sure, how can I assist you today?')
    expect(stderr).toMatch(/^Usage\n/)
  })

  it('reads standard input, in UTF-16 too', async () => {
    const text = await readFile(recording, 'utf8')
    const { stdout } = await replay(recording)
    expect((await replayText(text)).stdout).toBe(stdout)
    expect((await replayText(Buffer.from(`\uFEFF${text}`, 'utf16le'))).stdout).toBe(stdout)
  })

  it('leaves text as it was recorded', async () => {
    const { stdout } = await replayText(known.replace('there', 'youâ€™re'))
    expect(stdout).toContain('Assistant: Hello youâ€™re.')
  })

  it('replays around what can not be read, and says so in one line', async () => {
    const { exitCode, stdout, stderr } = await replayText(`garbage\n${known}\n{"type":"response.done","respon`)
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: '2 of 3 entries could not be read; --stats says why.\n',
    })
    expect(stdout).toContain('Assistant: Hello there.')
  })

  it('counts what is unknown and tells why entries are malformed', async () => {
    const wrong = '{"type":"response.output_text.delta","item_id":"i","delta":{}}'
    const { stdout, stderr } = await replayText(
      ['oops', known, '{"type":"ping"}', '{"type":"ping"}', wrong].join('\n'),
      '--stats',
    )
    expect(stdout).toMatch(/\n {2}response\.output_text\.done +1\n/)
    expect(stdout).toMatch(/\n {2}ping +2 +unknown\n/)
    expect(stdout).toMatch(/\n {2}unknown +2 +ping \(2 times\)\n {2}malformed +2\n/)
    expect(stdout).toMatch(/\n {2}- .*JSON.*\n {2}- response\.output_text\.delta: delta: .*\n$/)
    expect(stderr).toBe('2 of 5 entries could not be read; the statistics say why.\n')
  })

  it('lists the fields that were repaired', async () => {
    const { stdout, stderr } = await replayText(
      '{"type":"response.output_text.done","item_id":"i","content_index":-1,"text":"Hi"}',
      '--stats',
    )
    expect(stdout).toMatch(/\n {2}fields repaired +1\n {2}- response\.output_text\.done: content_index\n$/)
    expect(stderr).toBe('')
  })

  it('tells the settings of a GA session, its cost, and nothing a terminal would obey', async () => {
    const session = {
      id: 'sess_\u001B[2J1',
      type: 'realtime',
      model: 'gpt-realtime-2.1',
      output_modalities: ['audio'],
      audio: {
        input: {
          format: { type: 'audio/pcm', rate: 24000 },
          turn_detection: null,
          transcription: { model: 'gpt-realtime-whisper' },
        },
        output: { voice: 'marin', format: { type: 'audio/pcmu' } },
      },
    }
    const usage = { input_tokens: 1_000_000, output_tokens: 0, input_token_details: { text_tokens: 1_000_000 } }
    const events = [
      { type: 'session.created', session: { ...session, model: 'other' } },
      { type: 'session.updated', session },
      { type: 'response.done', response: { id: 'r', usage } },
    ]
    const { stdout } = await replayText(JSON.stringify(events), '--stats')
    const rows = stdout.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' | '))
    expect(rows).toEqual(
      expect.arrayContaining([
        'cost | $4.0000 (prices of 2026-11)',
        'id | sess_[2J1',
        'model | gpt-realtime-2.1',
        'voice | marin',
        'turn detection | off (turns are ended by hand)',
        'modalities | audio',
        'input format | audio/pcm, 24000 Hz',
        'output format | audio/pcmu',
        'transcription | gpt-realtime-whisper',
        'dialect | ga',
      ]),
    )
  })

  it('explains itself', async () => {
    const { exitCode, stdout } = await replay('--help')
    expect(exitCode).toBe(0)
    for (const flag of ['--format', '--out', '--stats', '--help']) expect(stdout).toContain(flag)
  })

  it('ends when it is interrupted', async () => {
    const controller = new AbortController()
    const endless = new Readable({ read: () => undefined })
    const running = runCaptured(runReplay, ['-'], { stdin: endless, signal: controller.signal })
    controller.abort()
    expect(await running).toEqual({ exitCode: 130, stdout: '', stderr: '' })
  })
})

describe('replay refuses', () => {
  it.each([
    ['a file that is not there', ['none'], 'replay.missing'],
    ['a path through a file', ['recording/none'], 'replay.missing'],
    ['a folder', ['.'], 'replay.not_a_file'],
    ['an empty file', ['empty'], 'replay.empty'],
    ['a file without events', ['words'], 'replay.no_events'],
    ['a file with nothing but unknown events', ['unknown'], 'replay.only_unknown_events'],
    ['an unknown format', ['recording', '--format', 'pdf'], 'usage.bad_flag'],
    ['an unknown flag', ['recording', '--stat'], 'usage.similar_flag'],
    ['a name without a format', ['recording', '--out', 'talk'], 'export.unknown_format'],
    ['to write where there is no folder', ['recording', '--out', 'none/talk.md'], 'export.not_writable'],
    [
      'to overwrite the recording',
      ['recording', '--format', 'md', '--out', './recording'],
      'usage.overwrites_recording',
    ],
    ['to guess which file', [], 'usage.missing_argument'],
  ])('%s', async (_name, arguments_, code) => {
    const files = { recording: known, empty: '\n---\n', words: 'Just some words.', unknown: '{"type":"module"}' }
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text)
    const absolute = arguments_.map((argument, index) =>
      argument.startsWith('--') || arguments_[index - 1] === '--format' ? argument : path.join(folder, argument),
    )
    await expect(replay(...absolute)).rejects.toMatchObject({ error: { code } })
    expect(await readFile(path.join(folder, 'recording'), 'utf8')).toBe(known)
  })

  it('nothing that its statistics can show', async () => {
    expect((await replayText('{"type":"module"}', '--stats')).stdout).toMatch(/unknown +1 +module/)
  })
})

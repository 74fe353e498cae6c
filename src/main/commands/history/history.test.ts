import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Captured, runCaptured } from '../../../../test/support/captured-command'
import { ManualClock } from '../../../../test/support/manual-clock'
import { richTranscript } from '../../../../test/support/rich-transcript'
import { aTranscript, spoken, written } from '../../../../test/support/transcripts'
import type { Transcript } from '../../../shared/conversation/transcript'
import { formatJson } from '../../export/formats/json'
import { formatMarkdown } from '../../export/formats/markdown'
import { formatText } from '../../export/formats/text'
import { readTranscripts } from '../../export/read-transcripts'
import { HistoryStore } from '../../storage/history/history-store'
import { openHistoryFile } from '../../storage/history/file/open-history-file'
import { runHistory } from '.'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parley-history-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const inFolder = (name: string): string => path.join(folder, name)

const at = (day: number, hour: number, minute = 0): number => new Date(2026, 10, day, hour, minute).getTime()

const named = (id: string, items: Transcript['items'], startedAt: number): Transcript =>
  aTranscript(
    items.map((item, index) => ({ ...item, id: `${id}_${index}` })),
    { id, title: '', startedAt },
  )

const titled = (transcript: Transcript, title: string): Transcript => ({ ...transcript, title })

const weather = titled(
  named(
    '1a2b3c4d-weather',
    [
      spoken('user', at(3, 14, 5), 'What will the weather be like tomorrow?', 2000),
      spoken('assistant', at(3, 14, 6), 'Rain, then sunshine.\nTake a coat.', 3000),
    ],
    at(3, 14),
  ),
  'What will the weather be like tomorrow?',
)
const trip = titled(
  named('1a2b3c4d-trip', [spoken('user', at(5, 9), 'Plan a trip to the sea, in sunshine.', 1500)], at(5, 9)),
  'A trip to the \u001B[2Jsea',
)
const recipe = titled(
  named('ffffffff-recipe', [{ ...written('Bread, please.'), at: at(7, 18) }], at(7, 18)),
  'Bread, please.',
)

function keep(...transcripts: readonly Transcript[]): void {
  const clock = new ManualClock()
  const history = new HistoryStore(openHistoryFile(inFolder('history.db'), clock).database, { clock })
  for (const transcript of transcripts) history.import(transcript)
  history.close()
}

const history = (...arguments_: readonly string[]): Promise<Captured> =>
  runCaptured(runHistory, [...arguments_, '--data', folder])

const failure = (...arguments_: readonly string[]): Promise<{ code: string; message: string }> =>
  history(...arguments_).then(
    () => Promise.reject(new Error('That was to fail.')),
    (error: unknown) => (error as { error: { code: string; message: string } }).error,
  )

describe('history list', () => {
  it('tells the newest first, with as much of each id as it takes', async () => {
    keep(weather, trip, recipe)
    expect(await history('list')).toEqual({
      exitCode: 0,
      stdout:
        'ffffffff-r  2026-11-07 18:00    Bread, please.\n' +
        '1a2b3c4d-t  2026-11-05 09:00    A trip to the [2Jsea\n' +
        '1a2b3c4d-w  2026-11-03 14:06    What will the weather be like tomorrow?\n',
      stderr: '',
    })
  })

  it('marks what is pinned, and tells no more than is asked for', async () => {
    keep(weather, recipe)
    const clock = new ManualClock()
    const store = new HistoryStore(openHistoryFile(inFolder('history.db'), clock).database, { clock })
    store.pin([weather.id ?? ''], true)
    store.close()
    expect((await history('list', '--limit', '1')).stdout).toBe(
      '1a2b3c4d  2026-11-03 14:06  * What will the weather be like tomorrow?\n',
    )
  })

  it('tells more than fit on a page', async () => {
    keep(
      ...Array.from({ length: 450 }, (_, index) =>
        named(`c${index}`, [{ ...written('Hi.'), at: at(1, 0) + index }], at(1, 0)),
      ),
    )
    expect((await history('list', '--limit', '430')).stdout.split('\n')).toHaveLength(431)
  })

  it('is an object a line for scripts', async () => {
    keep(weather, trip)
    const { stdout } = await history('list', '--json')
    expect(stdout).not.toContain('\u001B')
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([
      { id: trip.id, title: trip.title, startedAt: at(5, 9), pinned: false },
      { id: weather.id, updatedAt: at(3, 14, 6) },
    ])
  })
})

describe('history search', () => {
  it('tells who said it when, where, and which words were found', async () => {
    keep(weather, trip, recipe)
    expect(await history('search', 'sunshine')).toEqual({
      exitCode: 0,
      stdout:
        '1a2b3c4d-t  2026-11-05 09:00  You: Plan a trip to the sea, in [sunshine]. (A trip to the [2Jsea)\n' +
        '1a2b3c4d-w  2026-11-03 14:06  Assistant: Rain, then [sunshine]. Take a coat. (What will the weather be like tomorrow?)\n',
      stderr: '',
    })
  })

  it('may be narrowed down', async () => {
    keep(weather, trip, recipe)
    const found = async (...flags: readonly string[]) =>
      (await history('search', 'sunshine', ...flags)).stdout
        .split('\n')
        .slice(0, -1)
        .map((line) => line.slice(9, 10))
    expect(await found('--speaker', 'assistant')).toEqual(['w'])
    expect(await found('--speaker', 'user')).toEqual(['t'])
    expect(await found('--from', '2026-11-04')).toEqual(['t'])
    expect(await found('--until', '2026-11-03')).toEqual(['w'])
    expect(await found('--until', '2026-11-03T14:06')).toEqual([])
    expect(await found('--from', '2026-11-03T14:06', '--until', '2026-11-05')).toEqual(['t', 'w'])
    expect(await found('--order', 'relevant', '--limit', '1')).toHaveLength(1)
  })

  it('says when nothing was found, and when there is more', async () => {
    keep(weather, trip)
    expect(await history('search', 'sunshine', '--limit', '1')).toMatchObject({
      stderr: 'There is more; --limit shows it.\n',
    })
    expect(await history('search', 'submarine')).toEqual({ exitCode: 0, stdout: '', stderr: 'Nothing was found.\n' })
  })

  it('finds phrases, titles, and words that are only begun', async () => {
    keep(weather, trip)
    expect((await history('search', '"trip to"')).stdout).toMatch(
      /^1a2b3c4d-t {2}2026-11-05 09:00 {2}Title: A \[trip to\] the \[2Jsea$/m,
    )
    expect((await history('search', 'coat', 'take')).stdout).toContain('[Take] a [coat].')
    expect((await history('search', 'sunsh')).stdout.split('\n')).toHaveLength(3)
  })

  it('is an object a line for scripts', async () => {
    keep(weather)
    const { stdout } = await history('search', 'coat', '--json')
    expect(JSON.parse(stdout)).toMatchObject({
      conversationId: weather.id,
      itemId: '1a2b3c4d-weather_1',
      speaker: 'assistant',
    })
  })

  it('is bold on a terminal, unless the user wants none of that', async () => {
    keep(weather)
    const onTerminal = async (environment: Record<string, string>) => {
      let text = ''
      const write = (chunk: Buffer, _encoding: string, done: () => void): void => {
        text += chunk.toString()
        done()
      }
      const stdout = Object.assign(new Writable({ write }), { isTTY: true })
      await runCaptured(
        (flags, context) => runHistory(flags, { ...context, stdout, environment }),
        ['search', 'coat', '--data', folder],
      )
      return text
    }
    expect(await onTerminal({})).toContain('Take a \u001B[1mcoat\u001B[22m.')
    expect(await onTerminal({ NO_COLOR: '1' })).toContain('Take a [coat].')
  })
})

describe('history show', () => {
  it('prints a conversation, of which a part of its id is enough', async () => {
    keep(weather, trip, recipe)
    for (const id of ['ffffffff-recipe', 'ffff', 'f'])
      expect((await history('show', id)).stdout).toBe(formatText(recipe))
  })

  it('says what may be meant', async () => {
    keep(weather, trip)
    expect(await failure('show', '1a2b')).toMatchObject({
      code: 'conversation.ambiguous',
      values: { id: '1a2b', count: 2 },
    })
    expect(await failure('show', 'x')).toMatchObject({ code: 'conversation.unknown' })
    expect(await failure('show', '')).toMatchObject({ code: 'conversation.unknown' })
  })
})

describe('history export', () => {
  it('prints one, as Markdown or as asked', async () => {
    keep(weather, trip)
    expect((await history('export', weather.id ?? '')).stdout).toBe(formatMarkdown(weather))
    expect((await history('export', weather.id ?? '', '--format', 'json')).stdout).toBe(formatJson(weather))
    expect((await history('export', weather.id ?? '', '--format', 'json', '--output', '-')).stdout).toBe(
      formatJson(weather),
    )
  })

  it('writes a file in the format of its name', async () => {
    keep(weather)
    expect(await history('export', weather.id ?? '', '--output', inFolder('talk.json'))).toMatchObject({
      stdout: '',
      exitCode: 0,
    })
    expect(await readFile(inFolder('talk.json'), 'utf8')).toBe(formatJson(weather))
  })

  it('writes each into a folder, and overwrites nothing', async () => {
    keep(weather, trip)
    const target = inFolder('new/deep')
    const names = ['Parley 2026-11-03 What will the weather be like tomorrow', 'Parley 2026-11-05 A trip to the 2Jsea']
    expect(await history('export', '--all', '--output', target)).toMatchObject({
      stderr: `2 files written to “${target}”.\n`,
    })
    expect((await readdir(target)).sort()).toEqual(names.map((name) => `${name}.md`))
    await history('export', '1a2b3c4d-t', '--output', target)
    expect((await readdir(target)).sort()).toContain(`${names[1]!} (2).md`)
  })

  it('packs several into an archive, and one where an archive is asked for', async () => {
    keep(weather, trip)
    for (const [ids, expected] of [
      [['--all'], [weather, trip]],
      [
        ['1a2b3c4d-t', '1a2b3c4d-w', '1a2b3c4d-trip'],
        [trip, weather],
      ],
      [['1a2b3c4d-t'], [trip]],
    ] as const) {
      await history('export', ...ids, '--format', 'json', '--output', inFolder('all.zip'))
      const found: Transcript[] = []
      for await (const transcript of readTranscripts(inFolder('all.zip'))) found.push(transcript)
      expect(found).toEqual(expected)
    }
  })

  it.each([
    [['--all'], 'usage.no_output'],
    [['--all', '--output', 'all.json'], 'usage.needs_folder'],
    [['--all', 'ffffffff'], 'usage.all_or_ids'],
    [[], 'usage.missing_argument'],
    [['ffffffff', '--format', 'pdf'], 'usage.bad_flag'],
    [['ffffffff', '--output', 'talk'], 'export.unknown_format'],
    [['ffffffff', '--output', '/nowhere/talk.md'], 'export.not_writable'],
    [['ffffffff', '--output', '/dev/null/x/'], 'export.not_writable'],
    [['none'], 'conversation.unknown'],
  ])('refuses %j', async (flags, code) => {
    keep(recipe)
    expect(await failure('export', ...flags)).toMatchObject({ code })
  })

  it('has nothing to export from an empty history', async () => {
    keep()
    expect(await failure('export', '--all', '--output', folder)).toMatchObject({ code: 'export.empty' })
  })

  it('ends quietly when nobody reads any more', async () => {
    keep(richTranscript)
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => {
        stdout.destroy()
        done()
      },
    })
    const { exitCode } = await runCaptured(
      (flags, context) => runHistory(flags, { ...context, stdout }),
      ['export', richTranscript.id ?? '', '--data', folder],
    )
    expect(exitCode).toBe(0)
  })

  it('leaves nothing behind when it is interrupted', async () => {
    keep(weather, trip)
    const controller = new AbortController()
    controller.abort()
    const target = inFolder('all.zip')
    const flags = ['export', '--all', '--output', target, '--data', folder]
    expect(await runCaptured(runHistory, flags, { signal: controller.signal })).toMatchObject({ exitCode: 130 })
    expect((await readdir(folder)).filter((name) => !name.startsWith('history'))).toEqual([])
  })
})

describe('history import', () => {
  it('makes a history where there is none, and says how much it took in', async () => {
    await writeFile(inFolder('talk.json'), formatJson(weather))
    const data = inFolder('new')
    const run = () => runCaptured(runHistory, ['import', inFolder('talk.json'), '--data', data])
    expect(await run()).toEqual({ exitCode: 0, stdout: '', stderr: '1 conversation imported.\n' })
    expect(await run()).toEqual({ exitCode: 0, stdout: '', stderr: '0 conversations imported, 1 was there already.\n' })
    const { stdout } = await runCaptured(runHistory, ['search', 'coat', '--data', data])
    expect(stdout).toMatch(/^1a2b3c4d {2}2026-11-03 14:06 {2}Assistant: .*\[coat\]/)
  })

  it('keeps what came before a fault, and says which file it was in', async () => {
    await writeFile(inFolder('good.json'), formatJson(weather))
    await writeFile(inFolder('bad.json'), '{')
    expect(await failure('import', inFolder('good.json'), inFolder('bad.json'))).toMatchObject({
      code: 'import.not_json',
      message: expect.stringContaining('bad.json') as unknown,
    })
    expect((await history('list')).stdout.split('\n')).toHaveLength(2)
  })
})

describe('history', () => {
  it.each([
    [[], 'usage.missing_command'],
    [['serach'], 'usage.unknown_command'],
    [['constructor'], 'usage.unknown_command'],
  ])('knows what it can do: %j', async (flags, code) => {
    await expect(runCaptured(runHistory, flags)).rejects.toMatchObject({
      error: { code, hint: 'Use search, list, show, export, import.' },
    })
  })

  it('explains itself', async () => {
    for (const flags of [['--help'], ['search', '--help'], ['export', '-h']]) {
      const { stdout, exitCode } = await runCaptured(runHistory, flags)
      expect(exitCode).toBe(0)
      for (const word of ['search', 'list', 'show', 'export', 'import', '--data']) expect(stdout).toContain(word)
    }
  })

  it.each([['list'], ['search', 'x'], ['show', 'x'], ['export', 'x']])(
    'says where there is no history: %s',
    async (...flags) => {
      expect(await failure(...flags)).toMatchObject({
        code: 'history.missing',
        message: `There is no history in “${folder}”.`,
      })
      expect(await readdir(folder)).toEqual([])
    },
  )

  it.each([
    [['search'], 'usage.missing_argument'],
    [['search', 'x', '--speaker', 'me'], 'usage.bad_flag'],
    [['search', 'x', '--from', 'yesterday'], 'usage.bad_flag'],
    [['search', 'x', '--from', '2026-02-30'], 'usage.bad_flag'],
    [['search', 'x', '--until', '2026-11-03T25:00'], 'usage.bad_flag'],
    [['search', 'x', '--order', 'oldest'], 'usage.bad_flag'],
    [['search', 'x', '--limit', '0'], 'usage.bad_flag'],
    [['search', 'x', '--limit', '201'], 'usage.bad_flag'],
    [['search', 'x'.repeat(1001)], 'search.too_many_characters'],
    [['list', '--limit', 'many'], 'usage.bad_flag'],
    [['list', 'x'], 'usage.bad_argument'],
    [['show'], 'usage.missing_argument'],
    [['show', 'a', 'b'], 'usage.bad_argument'],
    [['import'], 'usage.missing_argument'],
  ])('refuses %j', async (flags, code) => {
    keep()
    expect(await failure(...flags)).toMatchObject({ code })
  })

  it('works while Parley runs', async () => {
    const clock = new ManualClock()
    const running = new HistoryStore(openHistoryFile(inFolder('history.db'), clock).database, { clock })
    running.import(weather)
    await writeFile(inFolder('talk.json'), formatJson(trip))
    expect(await history('import', inFolder('talk.json'))).toMatchObject({ stderr: '1 conversation imported.\n' })
    expect(running.ids()).toEqual([weather.id, trip.id])
    running.close()
  })
})

import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { type AssistantRig, assistantRig, memorySecrets } from '../../../../test/support/assistant-rig'
import { ManualClock } from '../../../../test/support/manual-clock'
import { profileWith, settingsUsing } from '../../../../test/support/profile-settings'
import type { ServerEvent } from '../../../shared/realtime/server-events'
import { demoProfile } from '../../../shared/profiles'
import { defaultUserSettings } from '../../../shared/settings'
import { bugReport, type BugReportFacts } from './bug-report'
import { ErrorLog } from './error-log'
import { EventLog } from './event-log'

const used = profileWith({
  name: 'At home',
  dialect: 'ga',
  model: 'own',
  transcription: 'off',
  address: 'ws://me:secret@voice.example:8080/v1/realtime?token=abc#x',
})

const facts: BugReportFacts = {
  at: Date.UTC(2026, 0, 2, 3, 4, 5),
  version: '1.2.3',
  host: 'desktop',
  environment: {
    system: 'Linux 6.1 (#1 SMP)',
    architecture: 'arm64',
    locale: 'de-AT',
    runtimes: { Node: '20.19.0', Electron: '45.4.1' },
  },
  settings: {
    ...settingsUsing(used),
    audio: { ...defaultUserSettings.audio, microphone: 'ALSA/Webcam', speaker: 'ALSA/Gone' },
  },
  keys: ['tested'],
  keyProtection: 'file',
  hotkey: { kind: 'toggle', reason: 'wayland' },
  session: {
    phase: 'ready',
    mode: 'server_vad',
    activity: 'speaking',
    sending: true,
    muted: false,
    microphoneOpen: true,
  },
  devices: [
    { id: 'ALSA/Webcam', name: 'Webcam `HD`', input: true, output: false },
    { id: 'ALSA/Headset', name: 'Headset', input: true, output: true },
  ],
  diagnostics: {
    counts: [
      { type: 'session.created', count: 1, known: true },
      { type: 'response.new.delta', count: 7, known: false },
    ],
    unknown: 7,
    malformed: 2,
    recent: [{ at: Date.UTC(2026, 0, 2, 3, 4, 0), type: 'session.created', text: '{"type":"session.created"}' }],
  },
  errors: [{ at: Date.UTC(2026, 0, 2, 3, 0, 0), code: 'network.lost' }],
  log: ['2026-01-02T03:00:00.000Z warn  ipc A request failed. error="network.lost"'],
}

describe('a bug report', () => {
  it('contains what a developer needs', () => {
    expect(bugReport(facts)).toBe(`# Parley bug report

Written at 2026-01-02T03:04:05.000Z. There is no word in it that was said, typed or answered, no sound and no key.

## Environment

- Parley: \`1.2.3\`, desktop
- System: \`Linux 6.1 (#1 SMP)\`, \`arm64\`
- Locale: \`de-AT\`
- Node: \`20.19.0\`
- Electron: \`45.4.1\`

## Settings

- Server: demo, dialect auto, authentication usual, address none, model \`gpt-realtime-2.1\`, voice usual, transcription usual, key no
- Server in use: custom, dialect ga, authentication usual, address \`voice.example:8080\`, model \`own\`, voice usual, transcription \`off\`, key yes
- Keys protected by: file
- Instructions: 82 characters
- Mode: ptt; threshold 0.5, padding 300 ms, silence 500 ms, eagerness auto
- Transcription: language automatic, vocabulary 0 characters
- Answers: speed 1, effort default, limit none; noise reduction none
- Microphone: \`Webcam HD\`; speaker: one that is not there
- Appearance: theme system, language system, call pill yes
- Talk key: auto; hotkey \`CommandOrControl+Shift+Space\`
- Proxy: system; certificates of the user's own: no
- Starts at login: no

## State

- Session: ready, server_vad, speaking, sending, microphone open
- Hotkey: toggle (wayland)

## Devices

- \`Webcam HD\` (microphone)
- \`Headset\` (microphone, speaker)

## Last errors

- 2026-01-02T03:00:00.000Z \`network.lost\`

## Events by type

- 1 × \`session.created\`
- 7 × \`response.new.delta\` (unknown)
- Unknown: 7; malformed: 2

## Last events

- 2026-01-02T03:04:00.000Z \`session.created\`, 26 characters

## Log

    2026-01-02T03:00:00.000Z warn  ipc A request failed. error="network.lost"
`)
  })

  it.each([
    ['name.openai.azure.com', '`name.openai.azure.com`'],
    ['user:password@name.openai.azure.com/path', '`name.openai.azure.com`'],
    ['wss://[::1]:99/v1?x', '`[::1]:99`'],
    ['my password is 1234', 'unreadable'],
    ['', 'none'],
  ])('names of the address “%s” the host alone', (address, expected) => {
    const settings = settingsUsing({ ...used, address })
    expect(bugReport({ ...facts, settings })).toContain(`address ${expected}, model \`own\``)
  })

  it.each(['A word that was said', 'Needle', 'needle', 'with space.x', 'x'.repeat(81), '# heading', 'a\nb'])(
    'does not take “%s” for the name of an event or of an error',
    (given) => {
      const diagnostics = { ...facts.diagnostics, counts: [{ type: given, count: 1, known: false }] }
      const session = { phase: 'closed', error: { code: given, message: '', hint: '', displayable: true } } as const
      const report = bugReport({ ...facts, diagnostics, session, errors: [{ at: 0, code: given }] })
      expect(report).not.toContain(given)
      expect(report).toContain(`(no name, ${given.length} characters)`)
    },
  )

  it('contains no words of the user or a server', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'.split('')
    const needles = fc
      .string({ unit: fc.constantFrom(...letters), minLength: 8, maxLength: 24 })
      .map((text) => `qz${text}`)
    fc.assert(
      fc.property(needles, fc.constantFrom('', ' ', '\n', '`', '|', '…'), (needle, around) => {
        const word = `${around}${needle}${around}`
        const key = `k${needle.split('').reverse().join('')}`
        const report = reportWith(word, key)
        expect(report).not.toContain(needle)
        expect(report).not.toContain(key)
      }),
    )
  })
})

/** The report of a run in which a word stands wherever words can. */
function reportWith(word: string, key: string): string {
  const clock = new ManualClock()
  const log = new EventLog(clock)
  const errors = new ErrorLog(clock)
  log.hide(key)
  const events = [
    { type: 'response.output_text.delta', item_id: word, response_id: word, delta: word },
    { type: 'response.function_call_arguments.done', arguments: word, name: word },
    {
      type: 'conversation.item.added',
      item: { id: word, content: [{ type: 'input_text', text: word, transcript: word }] },
    },
    { type: 'error', error: { code: word, message: word } },
    { type: 'session.created', session: { instructions: word, client_secret: { value: word } } },
  ] as unknown as ServerEvent[]
  for (const event of events) log.record({ kind: 'event', event }, event.type)
  log.record({ kind: 'unknown', type: word, raw: { type: word, key, [word]: word } }, word)
  log.record({ kind: 'malformed', reason: word, raw: word }, '')
  const notice = { kind: 'notice', id: word, at: 0, status: 'completed', level: 'error', code: word, text: word }
  errors.follow({
    sequence: 1,
    conversationId: word,
    dollars: null,
    patches: [{ op: 'insert', after: null, item: notice } as never],
  })
  return log.withoutKeys(
    bugReport({
      ...facts,
      settings: {
        ...settingsUsing({
          ...used,
          id: word,
          name: word,
          header: word,
          model: key, // a key in the wrong field
          address: `wss://${encodeURIComponent(word)}:${key}@host.example/${word}?${word}=${word}#${word}`,
        }),
        instructions: word,
        transcription: { language: null, vocabulary: word },
      },
      session: { phase: 'closed', error: { code: word, message: word, hint: word, displayable: true } },
      diagnostics: log.read(),
      errors: errors.read(),
    }),
  )
}

const rigs: AssistantRig[] = []

afterEach(async () => {
  await Promise.all(rigs.splice(0).map((rig) => rig.close()))
})

describe('saving a bug report', () => {
  it('saves a file about this run without words and keys', async () => {
    let content = ''
    const rig = assistantRig(
      {
        saveFile: async (file) => {
          for await (const piece of file.content) content += String(piece)
          return { kind: 'written', path: file.suggestedName }
        },
        secrets: memorySecrets({ demo: 'sk-needle-of-a-key' }),
        listDevices: () => Promise.reject(new Error('none')),
      },
      {
        settings: {
          ...settingsUsing({ ...demoProfile, model: 'sk-needle-of-a-key' }),
          mode: 'text',
          instructions: 'Call me Needle.',
        },
      },
    )
    rigs.push(rig)
    await rig.assistant.type('Needle, what is 2 + 3?')
    await rig.until(() => JSON.stringify(rig.events('conversation.changed')).includes('2 + 3 is 5.'))
    rig.assistant.noteError({ code: 'export.empty', message: 'Needle', hint: '', displayable: true })
    const file = await rig.assistant.saveBugReport()
    expect(file).toEqual({
      kind: 'written',
      path: expect.stringMatching(/^Parley bug report \d{4}-\d\d-\d\d\.md$/) as unknown,
    })
    expect(content).toContain('Testix 1')
    expect(content).toContain('`response.done`')
    expect(content).toContain('`export.empty`')
    expect(content).toContain('Keys protected by: memory')
    expect(content).toContain('They could not be listed.')
    expect(content).not.toMatch(/needle|is 5/i)
  })
})

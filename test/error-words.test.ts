import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { errorWords, type Trouble, type Words } from '../src/renderer/src/composables/error-words'
import { createCatalogues } from '../src/renderer/src/locales'
import { closeError, httpError, lostError, socketError } from '../src/main/realtime/connection-errors'
import { writeFileAtomically } from '../src/main/files/write-file'
import type { Language } from '../src/shared/languages'
import { Conversation } from '../src/shared/conversation/conversation'
import { toAppError } from '../src/shared/ipc/result'

const source = path.join(import.meta.dirname, '../src')

function wordsIn(language: Language, trouble: Trouble): Words {
  const { global } = createCatalogues()
  global.locale.value = language
  return errorWords({ t: (key, values) => global.t(key, values), te: (key) => global.te(key) }, trouble)
}

const said = (code: string, values: Trouble['values'] = {}): Trouble => ({
  code,
  message: 'As it was sent.',
  hint: 'As it was hinted.',
  displayable: true,
  values,
})

/** How code stands in the sources: thrown, told as a notice, or kept in a table of errors. */
const places = [
  /(?:new Failure|\berror|\bnotice|unsupported)\(\s*'([a-z]+\.[a-z_]+)'/g,
  /\bcode: '([a-z]+\.[a-z_]+)'/g,
  /: \['([a-z]+\.[a-z_]+)', /g,
  // One of two codes.
  /\? '(audio\.[a-z_]+)' : '(audio\.[a-z_]+)'/g,
]

/** What windows never see: what is wrong with a command, or with starting a host; and faults, which get one sentence. */
const elsewhere = /^(?:usage|replay|sim|web|internal)\.|^export\.unknown_format$/

const sourceFiles = (): string[] =>
  ['main', 'shared', 'renderer/src/web-bridge.ts'].flatMap((place) => {
    const whole = path.join(source, place)
    if (place.endsWith('.ts')) return [whole]
    return readdirSync(whole, { recursive: true, encoding: 'utf8' }).map((file) => path.join(whole, file))
  })

function codesInSources(): string[] {
  const files = sourceFiles().filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes(`${path.sep}commands${path.sep}`),
  )
  const found = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    return places.flatMap((place) => [...text.matchAll(place)].flatMap(([, ...codes]) => codes))
  })
  return [...new Set(found)].filter((code) => !elsewhere.test(code)).sort()
}

describe('the codes of errors', () => {
  it('are found wherever they stand', () => {
    expect(codesInSources()).toEqual(
      expect.arrayContaining([
        'audio.no_output', // one of two errors
        'export.empty', // thrown
        'audio.input_missing', // the first of two
        'audio.output_missing', // the second of two
        'endpoint.offline', // in a table
        'host.unreachable', // of the window itself
        'network.slow', // told as a notice
        'server.policy', // made, not thrown
        'session.told_all',
        'settings.corrupt',
      ]),
    )
  })

  it.each(['en', 'de'] as const)('have words in the catalogue of “%s”', (language) => {
    const { global } = createCatalogues()
    const missing = codesInSources().filter((code) => !global.te(`errors.${code}.message`, language))
    expect(missing).toEqual([])
  })
})

describe('what is said of an error', () => {
  it('is in the language of the window, with the values in their places', () => {
    expect(wordsIn('de', said('audio.input_missing', { device: 'ALSA/Webcam' }))).toEqual({
      message: 'Das Mikrofon „ALSA/Webcam“ ist nicht da.',
      hint: 'Schließen Sie es an, oder wählen Sie in den Einstellungen ein anderes.',
    })
  })

  it('has words for the reason, and the hint that goes with it', () => {
    expect(wordsIn('de', said('settings.not_saved', { path: '/x', reason: 'ENOSPC' }))).toEqual({
      message: 'Die Einstellungen konnten nicht gespeichert werden: der Datenträger ist voll.',
      hint: 'Schaffen Sie Platz, oder wählen Sie einen anderen Datenträger.',
    })
    expect(wordsIn('de', said('settings.not_saved', { reason: 'EXOTIC' })).message).toMatch(/hat abgelehnt\.$/)
    expect(wordsIn('de', said('settings.corrupt', { reason: 'kept_aside', file: 'x.old' })).message).toContain('x.old')
  })

  it('leaves a server’s own words as they are, introduced', () => {
    const values = { said: 'You {exceeded} your @quota | today.' }
    expect(wordsIn('de', said('server.unheard_of', values)).message).toBe(`Der Server meldet: ${values.said}`)
    expect(wordsIn('de', said('a code[0] of theirs', values)).message).toBe(`Der Server meldet: ${values.said}`)
    expect(wordsIn('de', said('server.insufficient_quota', values)).message).toContain(values.said)
  })

  it('is what was sent where the catalogue knows nothing of it', () => {
    for (const code of ['new.code', 'audio', 'errors.reasons', '__proto__', 'constructor.name', ''])
      expect(wordsIn('de', said(code))).toEqual({ message: 'As it was sent.', hint: 'As it was hinted.' })
  })

  it('is a general sentence for an internal fault', () => {
    const fault = toAppError(new TypeError('x is not a function'))
    expect(wordsIn('de', fault)).toEqual({
      message: 'In Parley ist etwas schiefgegangen.',
      hint: 'x is not a function',
    })
  })

  it.each([
    ...[401, 404, 429, 400, 503].map((status) => httpError(status, 'api.example.com')),
    ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET', 'EWHAT'].map((code) =>
      socketError(Object.assign(new Error('it broke'), { code }), 'api.example.com'),
    ),
    socketError(new Error('self-signed certificate'), 'api.example.com'),
    ...[1000, 1001, 1006, 1008, 1009, 1011, 4000, 4999].map((code) => closeError(code, 'Gone', 'api.example.com')),
    closeError(1000, '', 'api.example.com'),
    lostError('api.example.com'),
  ])('names the server, and leaves no place empty: $code, $message', (error) => {
    for (const language of ['en', 'de'] as const) {
      const { message, hint } = wordsIn(language, error)
      expect(message).toContain('api.example.com')
      expect(`${message} ${hint}`).not.toMatch(/[{}]|undefined|: \./)
    }
  })

  it('is made from a line of the conversation too, which files keep as it was written', () => {
    const conversation = new Conversation()
    conversation.apply({ type: 'error', error: { code: 'odd_code', message: 'No more today.' } })
    const [item] = conversation.snapshot()
    if (item?.kind !== 'notice') throw new Error('That was to be a notice.')
    const { code, text, values } = item
    expect(text).toBe('No more today.')
    expect(wordsIn('de', { ...said(code, values), message: text }).message).toBe('Der Server meldet: No more today.')
  })

  it('says where a file could not be written, and why', async () => {
    const error = await writeFileAtomically('/nowhere/at/all.md', '').catch(toAppError)
    expect(error && wordsIn('de', error)).toEqual({
      message: '„/nowhere/at/all.md“ lässt sich nicht schreiben: der Ordner existiert nicht.',
      hint: 'Legen Sie den Ordner an, oder wählen Sie einen anderen.',
    })
  })
})

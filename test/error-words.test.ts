import { describe, expect, it } from 'vitest'
import { errorWords, type Trouble, type Words } from '../src/renderer/src/composables/error-words'
import { createCatalogues } from '../src/renderer/src/locales'
import { closeError, httpError, lostError, socketError } from '../src/main/realtime/connection-errors'
import { writeFileAtomically } from '../src/main/files/write-file'
import type { Language } from '../src/shared/languages'
import { Conversation } from '../src/shared/conversation/conversation'
import { englishWords, isErrorCode } from '../src/shared/errors/catalogue'
import { errorsEn } from '../src/shared/errors/en'
import { toAppError } from '../src/shared/ipc/result'

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

/** A value for each gap of the texts of an entry. */
const valuesFor = (entry: object): Record<string, string> =>
  Object.fromEntries([...JSON.stringify(entry).matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, `<${name}>`]))

const { reasons: _, ...domains } = errorsEn
const entries = Object.entries(domains).flatMap(([domain, entriesOf]) =>
  Object.entries(entriesOf).map(([reason, entry]) => [`${domain}.${reason}`, valuesFor(entry)] as const),
)

describe('the words of every error', () => {
  it.each(entries)('are the same in an English window as in main: %s', (code, values) => {
    if (!isErrorCode(code)) throw new Error('The catalogue does not know its own code.')
    expect(wordsIn('en', said(code, values))).toEqual(englishWords(code, values))
  })

  it.each(entries)('can be formatted in German: %s', (code, values) => {
    const { message, hint } = wordsIn('de', said(code, values))
    for (const [name, value] of Object.entries(values))
      expect(`${message} ${hint}`).toContain(name === 'reason' ? 'das System hat es abgelehnt' : value)
  })
})

describe('errorWords()', () => {
  it("is in the window's language and contains the values", () => {
    expect(wordsIn('de', said('audio.input_missing', { device: 'ALSA/Webcam' }))).toEqual({
      message: 'Das Mikrofon „ALSA/Webcam“ ist nicht verbunden.',
      hint: 'Schließen Sie es an, oder wählen Sie in den Einstellungen ein anderes.',
    })
  })

  it('contains the reason and its hint', () => {
    expect(wordsIn('de', said('settings.not_saved', { reason: 'ENOSPC' }))).toEqual({
      message: 'Parley konnte die Einstellungen nicht speichern: der Datenträger ist voll.',
      hint: 'Schaffen Sie Platz, oder wählen Sie einen anderen Datenträger.',
    })
    expect(wordsIn('de', said('settings.not_saved', { reason: 'EXOTIC' })).message).toMatch(/hat es abgelehnt\.$/)
    expect(wordsIn('de', said('settings.corrupt', { file: 'x.old' })).message).toContain('x.old')
  })

  it('introduces a server’s own words and leaves them unchanged', () => {
    const values = { said: 'You {exceeded} your @quota | today.' }
    expect(wordsIn('de', said('server.unheard_of', values)).message).toBe(`Der Server meldet: ${values.said}`)
    expect(wordsIn('de', said('a code[0] of theirs', values)).message).toBe(`Der Server meldet: ${values.said}`)
    expect(wordsIn('de', said('server.insufficient_quota', values)).message).toContain(values.said)
  })

  it('is the message as it was sent if the catalogue has no entry', () => {
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

  it('is also made from a notice, which files keep in English', () => {
    const conversation = new Conversation()
    conversation.apply({ type: 'error', error: { code: 'odd_code', message: 'No more today.' } })
    const [item] = conversation.snapshot()
    if (item?.kind !== 'notice') throw new Error('That was to be a notice.')
    const { code, text, values } = item
    expect(text).toBe('No more today.')
    expect(wordsIn('de', { ...said(code, values), message: text }).message).toBe('Der Server meldet: No more today.')
  })

  it('names the file that could not be written, and the cause', async () => {
    const error = await writeFileAtomically('/nowhere/at/all.md', '').catch(toAppError)
    expect(error && wordsIn('de', error)).toEqual({
      message: 'Parley kann „/nowhere/at/all.md“ nicht schreiben: der Ordner existiert nicht.',
      hint: 'Legen Sie den Ordner an, oder wählen Sie einen anderen.',
    })
  })
})

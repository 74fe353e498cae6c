import { describe, expect, it } from 'vitest'
import { redactedJson } from './redact'
import { silenceFor } from './sound-placeholder'

const sound = btoa('\x07'.repeat(1000))

const written = (event: unknown, keepsSound = false, secrets: readonly string[] = []): unknown =>
  JSON.parse(redactedJson(event, { secrets, keepsSound }))

describe('an event that is written whole', () => {
  it('is the same event where it holds neither keys nor sound', () => {
    const event = { type: 'x', text: 'word '.repeat(10_000), list: [1, null, true, { deep: 'é"\\\n' }], number: 1.5 }
    expect(written(event)).toEqual(event)
  })

  it.each([
    ['an append', { type: 'input_audio_buffer.append', audio: 'AAAA' }, { audio: '[4 characters of base64]' }],
    ['a GA delta', { type: 'response.output_audio.delta', delta: 'AAAA' }, { delta: '[4 characters of base64]' }],
    ['a beta delta', { type: 'response.audio.delta', delta: sound }, { delta: '[1334 characters of base64]' }],
    ['base64 anywhere', { type: 'x', pcm: sound }, { pcm: '[1334 characters of base64]' }],
    ['an image', { type: 'x', url: `data:image/png;base64,${sound}` }, { url: '[1356 characters of base64]' }],
    [
      'an item',
      { type: 'x', item: { content: [{ audio: 'AA==' }] } },
      { item: { content: [{ audio: '[2 characters of base64]' }] } },
    ],
  ])('has lengths in the place of sound: %s', (_name, event, expected) => {
    expect(written(event)).toEqual({ ...event, ...expected })
    expect(written(event, true)).toEqual(event)
  })

  it('keeps words that stream like sound does', () => {
    const event = { type: 'response.output_audio_transcript.delta', delta: 'AAAA' }
    expect(written(event)).toEqual(event)
  })

  it.each([false, true])('has no key in it, whether it keeps sound: %s', (keepsSound) => {
    const long = `sk-proj-${'a1B2'.repeat(40)}`
    const secret = 'my "secret" \\ key'
    const event = { type: 'error', a: long, [secret]: `You sent ${secret}.`, authorization: 'Basic abc', b: secret }
    const text = redactedJson(event, { secrets: [secret], keepsSound })
    expect(text).not.toMatch(/a1B2|secret|abc/)
    expect(() => JSON.parse(text) as unknown).not.toThrow()
  })

  it('keeps identifiers that look like keys, and no key in use', () => {
    const id = '0123456789abcdef0123456789abcdef'
    const event = { type: 'x', item_id: id, item: { id, call_id: `chatcmpl-${id}` } }
    expect(written(event)).toEqual(event)
    expect(written({ ...event, item_id: 'hunter2' }, false, ['hunter2'])).toMatchObject({ item_id: '[key]' })
    expect(written({ type: 'x', text: id })).toEqual({ type: 'x', text: '[key]' })
  })
})

describe('silence in the place of sound', () => {
  it.each([0, 1, 2, 3, 4, 959, 960, 961, 1000])('is as long as the sound was: %i bytes', (bytes) => {
    const event = { type: 'response.audio.delta', delta: btoa('\x07'.repeat(bytes)) }
    const { delta } = written(event) as { delta: string }
    expect(Math.floor(((silenceFor(delta) ?? '').length * 3) / 4)).toBe(bytes)
  })

  it('stands for nothing but a placeholder', () => {
    for (const text of ['', 'AAAA', '[x characters of base64]', '[4 characters]']) expect(silenceFor(text)).toBeNull()
  })
})

import { HtmlValidate } from 'html-validate'
import { describe, expect, it } from 'vitest'
import { aMessage, aPart, aTranscript, spoken, written } from '../../../test/support/transcripts'
import type { Item } from '../../shared/conversation/item'
import { formatHtml } from './formats/html'
import type { RecordedSound } from '../ports/assistant'
import { htmlWithSound } from './html-with-sound'

const twoParts = aMessage({
  id: 'two',
  role: 'assistant',
  parts: [aPart({ kind: 'text', text: 'Written.' }), aPart({ kind: 'audio', text: 'Spoken.', audioMs: 900 })],
})
const named = (id: string, item: Item): Item => ({ ...item, id })
const transcript = aTranscript([
  named('typed', written('Hello.')),
  named('asked', spoken('user', null, 'What time is it?', 1500)),
  twoParts,
  named('last', spoken('assistant', null, '', 700)),
])

/** Recordings by `item/part`, and what was asked for in which order. */
function recordings(contents: Readonly<Record<string, string>>) {
  const asked: string[] = []
  const open = new Set<string>()
  const find = (itemId: string, contentIndex: number): Promise<RecordedSound | null> => {
    const key = `${itemId}/${contentIndex}`
    asked.push(key)
    const content = contents[key]
    if (content === undefined) return Promise.resolve(null)
    open.add(key)
    return Promise.resolve({ mediaType: 'audio/flac', bytes: bytesOf(content, () => open.delete(key)) })
  }
  return { find, asked, open }
}

async function* bytesOf(text: string, onEnd: () => void): AsyncGenerator<Uint8Array> {
  for (const character of text) yield await Promise.resolve(Buffer.from(character))
  onEnd()
}

async function page(find: ReturnType<typeof recordings>['find']): Promise<string> {
  let html = ''
  for await (const piece of htmlWithSound(transcript, find)) html += piece
  return html
}

const dataOf = (text: string): string => `data:audio/flac;base64,${Buffer.from(text).toString('base64')}`

describe('an HTML page with sound', () => {
  it('holds each recording behind the words that were spoken in it', async () => {
    const { find } = recordings({ 'asked/0': 'question', 'two/1': 'answer' })
    const html = await page(find)
    expect(html).toContain(`<p dir="auto" lang="">What time is it?</p>\n<audio controls src="${dataOf('question')}">`)
    expect(html).toContain(`<p dir="auto" lang="">Spoken.</p>\n<audio controls src="${dataOf('answer')}"></audio>\n`)
    expect(html.match(/<audio/g)).toHaveLength(2)
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; media-src data:"`)
  })

  it('is the usual page, with the usual policy, where nothing was recorded', async () => {
    expect(await page(recordings({}).find)).toBe(formatHtml(transcript))
  })

  it('is valid, and holds nothing else that runs or fetches', async () => {
    const html = await page(recordings({ 'asked/0': 'question', 'two/1': 'answer', 'last/0': 'end' }).find)
    const { results } = new HtmlValidate({ root: true, extends: ['html-validate:recommended'] }).validateStringSync(
      html,
    )
    expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual(
      [],
    )
    expect(html.replace(/<audio controls src="data:audio\/flac;base64,[A-Za-z0-9+/=]*"><\/audio>/g, '')).not.toMatch(
      /<(?:script|link|img|a|iframe|audio|video|source)\b|\bsrc=|\bhref=|url\(|@import|https?:/i,
    )
  })

  it('asks for what was spoken only, and opens one recording at a time', async () => {
    const { find, asked, open } = recordings({ 'two/1': 'answer', 'last/0': 'end' })
    let most = 0
    for await (const _piece of htmlWithSound(transcript, find)) most = Math.max(most, open.size)
    expect(asked).toEqual(['asked/0', 'two/1', 'last/0'])
    expect({ most, left: open.size }).toEqual({ most: 1, left: 0 })
  })
})

import { buffer, text } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import { fromBufferPromise } from 'yauzl'
import { describe, expect, it } from 'vitest'
import { aTranscript, spoken, written } from '../../../test/support/transcripts'
import type { Transcript } from '../../shared/conversation/transcript'
import { Failure } from '../../shared/ipc/result'
import type { FileToSave } from '../ports/assistant'
import { exportConversations } from './export-conversations'
import { formats } from './formats'
import { formatMarkdown } from './formats/markdown'

const noon = new Date(2026, 10, 3, 12).getTime()
const conversation = (title: string, changes: Partial<Transcript> = {}): Transcript =>
  aTranscript([written(`${title}, please.`)], { title, startedAt: noon, ...changes })

const library: Readonly<Record<string, Transcript>> = {
  one: conversation('First'),
  two: conversation('Second'),
  again: conversation('first'),
  old: conversation('Old', { startedAt: -5e12 }),
  late: conversation('Late', { startedAt: 9e15 }),
  timeless: conversation('CON', { startedAt: null }),
}

function read(id: string): Promise<Transcript> {
  const transcript = library[id]
  return transcript ? Promise.resolve(transcript) : Promise.reject(new Failure('conversation.not_found'))
}

const bytesOf = ({ content }: FileToSave): Promise<Buffer> => buffer(content)

/** What another program unpacks, by name. */
async function unpacked(zip: Buffer): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  const archive = await fromBufferPromise(zip)
  for await (const entry of archive.eachEntry())
    files[entry.fileName] = await text(await archive.openReadStreamPromise(entry))
  return files
}

describe('exporting one conversation', () => {
  it('makes a file of it, named after it', async () => {
    const file = await exportConversations({ ids: ['one'], format: 'md', read })
    expect(file).toMatchObject({
      suggestedName: 'Parley 2026-11-03 First.md',
      extension: 'md',
      mediaType: 'text/markdown',
    })
    expect((await bytesOf(file)).toString()).toBe(formatMarkdown(await read('one')))
  })

  it('makes an archive when that is wanted', async () => {
    const file = await exportConversations({ ids: ['one'], format: 'md', read, packed: true })
    expect(file).toMatchObject({
      suggestedName: 'Parley conversations.zip',
      extension: 'zip',
      mediaType: 'application/zip',
    })
    expect(Object.keys(await unpacked(await bytesOf(file)))).toEqual(['Parley 2026-11-03 First.md'])
  })

  it('puts the sound into HTML, and only there', async () => {
    const asked: unknown[] = []
    const request = {
      ids: ['spoken'],
      read: () => Promise.resolve(aTranscript([{ ...spoken('user', null, 'Hello.', 500), id: 'item' }])),
      audio: (...place: readonly unknown[]) => {
        asked.push(place)
        return Promise.resolve({ mediaType: 'audio/flac', bytes: formatsAsBytes('sound') })
      },
    }
    const html = await bytesOf(await exportConversations({ ...request, format: 'html' }))
    expect(html.toString()).toContain(`src="data:audio/flac;base64,${Buffer.from('sound').toString('base64')}"`)
    expect(asked).toEqual([['spoken', 'item', 0]])
    await bytesOf(await exportConversations({ ...request, format: 'md' }))
    expect(asked).toHaveLength(1)
  })

  it('refuses what is not there, and nothing', async () => {
    const codes = [['none'], []].map((ids) => exportConversations({ ids, format: 'md', read }))
    await expect(codes[0]).rejects.toMatchObject({ error: { code: 'conversation.not_found' } })
    await expect(codes[1]).rejects.toMatchObject({ error: { code: 'export.empty' } })
  })
})

describe('exporting several conversations', () => {
  it('goes on when one is erased meanwhile', async () => {
    const file = await exportConversations({ ids: ['one', 'erased', 'two'], format: 'txt', read })
    const names = Object.keys(await unpacked(await bytesOf(file)))
    expect(names).toEqual(['Parley 2026-11-03 First.txt', 'Parley 2026-11-03 Second.txt'])
  })

  it('makes an archive with a file for each, and no name twice', async () => {
    const file = await exportConversations({ ids: Object.keys(library), format: 'txt', read })
    expect(file).toMatchObject({
      suggestedName: 'Parley conversations.zip',
      extension: 'zip',
      mediaType: 'application/zip',
    })
    const files = await unpacked(await bytesOf(file))
    expect(Object.keys(files)).toEqual([
      'Parley 2026-11-03 First.txt',
      'Parley 2026-11-03 Second.txt',
      'Parley 2026-11-03 first (2).txt',
      expect.stringMatching(/^Parley 1811-07-\d\d Old\.txt$/),
      'Parley Late.txt',
      'Parley CON.txt',
    ])
    const texts = Object.values(library).map((transcript) => formats.txt.format(transcript))
    expect(Object.values(files)).toEqual(texts)
  })

  it('makes the same bytes each time', async () => {
    const request = { ids: Object.keys(library), format: 'json', read } as const
    const [first, second] = [await exportConversations(request), await exportConversations(request)]
    expect((await bytesOf(first)).equals(await bytesOf(second))).toBe(true)
  })

  it('holds one conversation at a time, and makes no more than is taken', async () => {
    const long = conversation('Long', { items: Array.from({ length: 2000 }, (_, index) => written(noise(index))) })
    let taken = 0
    const askedAt: number[] = []
    const { content } = await exportConversations({
      ids: ['a', 'b', 'c'],
      format: 'txt',
      read: () => Promise.resolve(askedAt.push(taken)).then(() => long),
    })
    for await (const piece of content) {
      taken += piece.length
      await setImmediate() // a slow reader
    }
    const each = taken / 3
    expect(askedAt[0]).toBe(0)
    expect(askedAt[1]).toBeGreaterThan(each * 0.7)
    expect(askedAt[2]).toBeGreaterThan(each * 1.7)
  })

  it('fails as a whole when one can’t be read', async () => {
    const failing = (id: string) => (id === 'one' ? read(id) : Promise.reject(new Failure('storage.io')))
    const file = await exportConversations({ ids: ['one', 'two'], format: 'md', read: failing })
    await expect(bytesOf(file)).rejects.toMatchObject({ error: { code: 'storage.io' } })
  })

  it('lets go of everything when nobody takes it any more', async () => {
    let isOpen = false
    async function* sound(): AsyncGenerator<Uint8Array> {
      isOpen = true
      try {
        for (;;) yield await Promise.resolve(Buffer.from(noise(1)))
      } finally {
        isOpen = false
      }
    }
    const { content } = await exportConversations({
      ids: ['a', 'b'],
      format: 'html',
      packed: true,
      read: () => Promise.resolve(aTranscript([spoken('user', null, 'Hello.', 500)])),
      audio: () => Promise.resolve({ mediaType: 'audio/flac', bytes: sound() }),
    })
    let count = 0
    for await (const _piece of content) if ((count += 1) === 3) break
    expect({ count, isOpen }).toEqual({ count: 3, isOpen: false })
  })
})

async function* formatsAsBytes(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text))
}

/** Something that doesn't get much smaller by packing. */
const noise = (seed: number): string =>
  Array.from({ length: 100 }, (_, index) => Math.sin(seed * 100 + index).toString(36)).join(' ')

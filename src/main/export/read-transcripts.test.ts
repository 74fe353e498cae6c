import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aTranscript, written } from '../../../test/support/transcripts'
import type { Transcript } from '../../shared/conversation/transcript'
import { exportConversations } from './export-conversations'
import { formatJson } from './formats/json'
import { readTranscripts } from './read-transcripts'
import { usualLimits } from './unzip'
import { writeStreamAtomically } from '../files/write-file'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parley-import-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const transcripts: readonly Transcript[] = ['one', 'two', 'three'].map((id) =>
  aTranscript([written(`This is ${id}.`)], { id, title: id }),
)
const [one, two] = transcripts

const inFolder = (name: string): string => path.join(folder, name)

async function saved(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(inFolder(name), content)
  return inFolder(name)
}

/** An archive as other programs make them. */
function zipped(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  return buffer(zip.outputStream)
}

async function readAll(file: string, limits = usualLimits): Promise<Transcript[]> {
  const found: Transcript[] = []
  for await (const transcript of readTranscripts(file, limits)) found.push(transcript)
  return found
}

describe('readTranscripts', () => {
  it('reads a transcript, whatever its file is called', async () => {
    expect(await readAll(await saved('talk.json', formatJson(one!)))).toEqual([one])
    expect(await readAll(await saved('talk', formatJson(one!)))).toEqual([one])
  })

  it('reads what Windows shells have written', async () => {
    const text = `\uFEFF${formatJson(one!)}`
    expect(await readAll(await saved('utf8.json', text))).toEqual([one])
    expect(await readAll(await saved('utf16.json', Buffer.from(text, 'utf16le')))).toEqual([one])
    expect(await readAll(await saved('swapped.json', Buffer.from(text, 'utf16le').swap16()))).toEqual([one])
  })

  it('reads every transcript of an archive that was exported', async () => {
    const read = (id: string) => Promise.resolve(transcripts.find((transcript) => transcript.id === id)!)
    const { content } = await exportConversations({ ids: ['one', 'two', 'three'], format: 'json', read })
    await writeStreamAtomically(inFolder('all'), content)
    expect(await readAll(inFolder('all'))).toEqual(transcripts)
  })

  it('reads archives of other programs, and only the JSON in them', async () => {
    const zip = await zipped({
      'backup/one.json': formatJson(one!),
      'backup/deeper/TWO.JSON': formatJson(two!),
      'backup/one.md': '# Not this',
      '__MACOSX/backup/._one.json': '\0\u0005\u0016\u0007',
    })
    expect(await readAll(await saved('backup.zip', zip))).toEqual([one, two])
  })

  it('takes no name that is not fit for one', async () => {
    for (const id of ['../../etc/passwd', '', 'a b', '.', 'x'.repeat(201), 'C:\\x', '-rf'])
      expect(await readAll(await saved('talk.json', formatJson({ ...one!, id })))).toEqual([{ ...one, id: null }])
    const id = '2f4c4d0e-5a1b-4c8e-9a57-0d2b7f6f1c3a'
    expect(await readAll(await saved('talk.json', formatJson({ ...one!, id })))).toEqual([{ ...one, id }])
  })

  it('reads one transcript at a time, so that those before a fault are had', async () => {
    const zip = await zipped({ 'one.json': formatJson(one!), 'broken.json': '{', 'two.json': formatJson(two!) })
    const reading = readTranscripts(await saved('some.zip', zip))
    expect(await reading.next()).toEqual({ done: false, value: one })
    await expect(reading.next()).rejects.toMatchObject({
      error: {
        code: 'import.not_json',
        message: expect.stringContaining('some.zip/broken.json” is not JSON') as unknown,
      },
    })
  })
})

describe('readTranscripts refuses', () => {
  const failing = (file: string, limits = usualLimits) =>
    readAll(file, limits).then(
      () => null,
      (error: unknown) => (error as { error: { code: string; message: string } }).error,
    )

  it.each([
    ['what does not exist', 'none.json', 'import.missing'],
    ['a path through a file', 'file/none.json', 'import.missing'],
    ['a folder', '.', 'import.not_a_file'],
  ])('%s', async (_name, name, code) => {
    await saved('file', '')
    expect(await failing(inFolder(name))).toMatchObject({ code, values: { path: inFolder(name) } })
  })

  it('what is neither a file nor a folder', async () => {
    expect(await failing('/dev/null')).toMatchObject({ code: 'import.not_a_file' })
  })

  it('what is no text', async () => {
    const error = await failing(await saved('sound.json', Buffer.from([0x66, 0x4c, 0x61, 0x43, 0xff, 0xff])))
    expect(error).toMatchObject({
      code: 'import.not_transcript',
      message: expect.stringMatching(/it is not text/) as unknown,
    })
  })

  it('an archive without transcripts', async () => {
    const error = await failing(await saved('photos.zip', await zipped({ 'a.jpg': 'x' })))
    expect(error).toMatchObject({
      code: 'import.not_transcript',
      message: expect.stringMatching(/there is no JSON file in it/) as unknown,
    })
    expect(await failing(await saved('empty.zip', await zipped({})))).toMatchObject({ code: 'import.not_transcript' })
  })

  it('an archive that is damaged, wherever it is', async () => {
    const zip = await zipped({ 'one.json': formatJson(one!) })
    const cut = await failing(await saved('cut.zip', zip.subarray(0, zip.length - 30)))
    expect(cut).toMatchObject({ code: 'import.damaged' })
    const scrambled = Buffer.from(zip).fill(0xff, 45, 60)
    const error = await failing(await saved('scrambled.zip', scrambled))
    expect(error).toMatchObject({ code: 'import.damaged' })
  })

  it('names that lead out of the archive', async () => {
    const zip = await zipped({ 'xx/yy/one.json': formatJson(one!) })
    const evil = Buffer.from(zip.toString('latin1').replaceAll('xx/yy/', 'xx/../'), 'latin1')
    expect(await failing(await saved('evil.zip', evil))).toMatchObject({ code: 'import.damaged' })
  })

  it('what would fill the memory', async () => {
    const limits = { bytesPerFile: 100_000, bytesInAll: 250_000 }
    const big = formatJson(aTranscript([written('x'.repeat(200_000))]))
    const code = 'import.too_large'
    expect(await failing(await saved('big.json', big), limits)).toMatchObject({ code })
    const bomb = await zipped({ 'big.json': big })
    expect(bomb.length).toBeLessThan(2000)
    expect(await failing(await saved('bomb.zip', bomb), limits)).toMatchObject({ code })
    const some = formatJson(aTranscript([written('x'.repeat(90_000))]))
    const many = await zipped({ 'a.json': some, 'b.json': some, 'c.json': some })
    expect(await failing(await saved('many.zip', many), limits)).toMatchObject({ code })
  })

  it('an archive that unpacks to more than it says', async () => {
    const zip = await zipped({ 'one.json': formatJson(one!) })
    const length = Buffer.alloc(4)
    length.writeUInt32LE(Buffer.byteLength(formatJson(one!)))
    const lie = Buffer.from(zip.toString('latin1').replaceAll(length.toString('latin1'), '\u0020\0\0\0'), 'latin1')
    expect(lie.equals(zip)).toBe(false)
    expect(await failing(await saved('lie.zip', lie))).toMatchObject({ code: 'import.damaged' })
  })
})

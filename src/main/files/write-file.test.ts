import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Failure } from '../../shared/ipc/result'
import { assertWritable, writeFileAtomically, writeStreamAtomically } from './write-file'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parley-write-file-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const inFolder = (name: string): string => path.join(folder, name)

describe('writeFileAtomically', () => {
  it('writes a new file and leaves nothing else', async () => {
    await writeFileAtomically(inFolder('talk.md'), 'Grüße 🌦️\n')
    expect(await readFile(inFolder('talk.md'), 'utf8')).toBe('Grüße 🌦️\n')
    expect(await readdir(folder)).toEqual(['talk.md'])
  })

  it('replaces a file and keeps who may read it', async () => {
    await writeFile(inFolder('talk.md'), 'old and much longer')
    await chmod(inFolder('talk.md'), 0o600)
    await writeFileAtomically(inFolder('talk.md'), 'new')
    expect(await readFile(inFolder('talk.md'), 'utf8')).toBe('new')
    expect((await stat(inFolder('talk.md'))).mode & 0o777).toBe(0o600)
  })

  it('writes to where a link leads and keeps the link', async () => {
    await mkdir(inFolder('far'))
    await writeFile(inFolder('far/talk.md'), 'old')
    await symlink(inFolder('far/talk.md'), inFolder('link.md'))
    await writeFileAtomically(inFolder('link.md'), 'new')
    expect(await readFile(inFolder('far/talk.md'), 'utf8')).toBe('new')
    expect((await readdir(folder)).sort()).toEqual(['far', 'link.md'])
  })

  it('writes names as long as names get', async () => {
    const name = `${'x'.repeat(252)}.md`
    await writeFileAtomically(inFolder(name), 'text')
    expect(await readdir(folder)).toEqual([name])
  })

  it('leaves a device where it is', async () => {
    await writeFileAtomically('/dev/null', 'text')
    expect((await stat('/dev/null')).isFile()).toBe(false)
  })

  it.each([
    ['a folder that does not exist', 'none/talk.md', 'its folder does not exist'],
    ['a folder', '.', 'it is a folder'],
    ['a path through a file', 'file/talk.md', 'part of its path is not a folder'],
    ['a name that is too long', 'x'.repeat(300), 'its name is too long'],
  ])('refuses %s in a clear sentence', async (_name, target, reason) => {
    await writeFile(inFolder('file'), '')
    for (const write of [writeFileAtomically, assertWritable]) {
      await expect(write(inFolder(target), 'text')).rejects.toMatchObject({
        error: { code: 'export.not_writable', message: `Parley can’t write “${inFolder(target)}”: ${reason}.` },
      })
    }
    expect(await readdir(folder)).toEqual(['file'])
  })

  it('harms nothing when it fails half-way', async () => {
    await mkdir(inFolder('talk.md'))
    await writeFile(inFolder('talk.md/kept'), 'kept')
    await expect(writeFileAtomically(inFolder('talk.md'), 'text')).rejects.toThrow()
    expect(await readFile(inFolder('talk.md/kept'), 'utf8')).toBe('kept')
    expect(await readdir(folder)).toEqual(['talk.md'])
  })
})

describe('writeStreamAtomically', () => {
  async function* pieces(...values: readonly (string | Uint8Array | Error)[]): AsyncGenerator<string | Uint8Array> {
    for (const value of values) {
      if (value instanceof Error) throw value
      yield await Promise.resolve(value)
    }
  }

  it('writes text and bytes as they come, and leaves nothing else', async () => {
    await writeStreamAtomically(inFolder('talk.md'), pieces('Grüße ', Buffer.from('🌦️'), '', '\n'))
    expect(await readFile(inFolder('talk.md'), 'utf8')).toBe('Grüße 🌦️\n')
    await writeStreamAtomically(inFolder('talk.md'), pieces())
    expect(await readFile(inFolder('talk.md'), 'utf8')).toBe('')
    expect(await readdir(folder)).toEqual(['talk.md'])
  })

  it('shows nothing before it is whole', async () => {
    await writeFile(inFolder('talk.md'), 'old')
    await writeStreamAtomically(
      inFolder('talk.md'),
      (async function* () {
        yield 'new'
        yield await readFile(inFolder('talk.md'))
      })(),
    )
    expect(await readFile(inFolder('talk.md'), 'utf8')).toBe('newold')
  })

  it('leaves what was there when the content can’t be made, and says why as it was said', async () => {
    await writeFile(inFolder('talk.md'), 'old')
    const gone = new Failure('conversation.not_found')
    const missing = Object.assign(new Error('no sound'), { code: 'ENOENT' })
    for (const error of [gone, missing])
      await expect(writeStreamAtomically(inFolder('talk.md'), pieces('new', error))).rejects.toBe(error)
    expect(await readFile(inFolder('talk.md'), 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['talk.md'])
  })

  it('asks for no more than it can write', async () => {
    let released = false
    async function* endless() {
      try {
        for (;;) yield await Promise.resolve('x'.repeat(65_536))
      } finally {
        released = true
      }
    }
    await expect(writeStreamAtomically('/dev/full', endless())).rejects.toMatchObject({
      error: { code: 'export.not_writable', message: 'Parley can’t write “/dev/full”: the disk is full.' },
    })
    expect(released).toBe(true)
  })

  it('says that its folder has vanished meanwhile', async () => {
    await mkdir(inFolder('short-lived'))
    const content = (async function* () {
      yield 'text'
      await rm(inFolder('short-lived'), { recursive: true })
    })()
    await expect(writeStreamAtomically(inFolder('short-lived/talk.md'), content)).rejects.toMatchObject({
      error: { code: 'export.not_writable', values: { reason: 'ENOENT' } },
    })
  })

  it.each([
    ['none/talk.md', 'its folder does not exist'],
    ['.', 'it is a folder'],
    ['x'.repeat(300), 'its name is too long'],
  ])('refuses %s before anything is made', async (target, reason) => {
    let asked = false
    const content = (async function* () {
      asked = true
      yield await Promise.resolve('text')
    })()
    await expect(writeStreamAtomically(inFolder(target), content)).rejects.toMatchObject({
      error: { code: 'export.not_writable', message: `Parley can’t write “${inFolder(target)}”: ${reason}.` },
    })
    expect(asked).toBe(false)
  })
})

describe('assertWritable', () => {
  it('leaves nothing behind, and what is there as it is', async () => {
    await assertWritable(inFolder('new.md'))
    await writeFile(inFolder('old.md'), 'old')
    await assertWritable(inFolder('old.md'))
    expect(await readdir(folder)).toEqual(['old.md'])
    expect(await readFile(inFolder('old.md'), 'utf8')).toBe('old')
  })
})

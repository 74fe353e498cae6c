import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assertWritable, writeFileAtomically } from './write-file'

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
    ['a folder', '.', 'that is a folder'],
    ['a path through a file', 'file/talk.md', 'a part of its path is not a folder'],
    ['a name that is too long', 'x'.repeat(300), 'its name is too long'],
  ])('refuses %s in a clear sentence', async (_name, target, reason) => {
    await writeFile(inFolder('file'), '')
    for (const write of [writeFileAtomically, assertWritable]) {
      await expect(write(inFolder(target), 'text')).rejects.toMatchObject({
        error: { code: 'export.not_writable', message: `“${inFolder(target)}” can't be written: ${reason}.` },
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

describe('assertWritable', () => {
  it('leaves nothing behind, and what is there as it is', async () => {
    await assertWritable(inFolder('new.md'))
    await writeFile(inFolder('old.md'), 'old')
    await assertWritable(inFolder('old.md'))
    expect(await readdir(folder)).toEqual(['old.md'])
    expect(await readFile(inFolder('old.md'), 'utf8')).toBe('old')
  })
})

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { autostartPath, autostartText, keepAutostartFile } from './autostart-file'

const command = ['/opt/Parley/parley', '--hidden']

describe('autostartText', () => {
  it('is a desktop entry', () => {
    expect(autostartText(command)).toBe(
      [
        '[Desktop Entry]',
        'Type=Application',
        'Version=1.5',
        'Name=Parley',
        'Exec="/opt/Parley/parley" "--hidden"',
        'Terminal=false',
        '',
      ].join('\n'),
    )
  })

  // The expected lines are those of the specification's own rules, applied by hand: quotes first, then the string's.
  it.each([
    ['/home/a b/Parley', String.raw`"/home/a b/Parley"`],
    ['/100%/parley', String.raw`"/100%%/parley"`],
    ['/a"b', String.raw`"/a\\"b"`],
    ['/a\\b', String.raw`"/a\\\\b"`],
    ['/a$b`c', '"/a\\\\$b\\\\`c"'],
    ['/a\nb', String.raw`"/a\nb"`],
  ])('quotes %j', (program, quoted) => {
    expect(autostartText([program]).split('\n')[4]).toBe(`Exec=${quoted}`)
  })
})

describe('autostartPath', () => {
  it('is in the folder of the environment, or where it usually is', () => {
    expect(autostartPath({ XDG_CONFIG_HOME: '/conf' }, '/home/a')).toBe('/conf/autostart/parley.desktop')
    expect(autostartPath({ XDG_CONFIG_HOME: '' }, '/home/a')).toBe('/home/a/.config/autostart/parley.desktop')
  })
})

describe('keepAutostartFile', () => {
  let folder: string
  let file: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'parley-autostart-'))
    file = path.join(folder, 'config', 'autostart', 'parley.desktop')
  })
  afterEach(() => rm(folder, { recursive: true }))

  const keep = (enabled: boolean, parts = command) => keepAutostartFile(file, parts, enabled, writeFile)

  it('writes the file, in folders that are not there yet, and takes it away', async () => {
    await keep(true)
    expect(await readFile(file, 'utf8')).toBe(autostartText(command))
    await keep(false)
    await expect(readFile(file)).rejects.toThrow('ENOENT')
    await keep(false)
  })

  it('puts right a file that starts what is not there any more', async () => {
    await keep(true, ['/old/parley'])
    await keep(true)
    expect(await readFile(file, 'utf8')).toBe(autostartText(command))
  })

  it('leaves alone what starts another Parley', async () => {
    await keep(true, [...command, '--data', '/other'])
    await keep(false)
    expect(await readFile(file, 'utf8')).toContain('/other')
  })

  it('fails where nothing can be written', async () => {
    await writeFile(path.join(folder, 'config'), '')
    await expect(keep(true)).rejects.toThrow()
  })
})

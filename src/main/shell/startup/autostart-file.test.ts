import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { autostartPath, autostartText, keepAutostartFile } from './autostart-file'
import type { LoginItemOrder } from './login-item-order'

const command = ['/opt/Parley/parley', '--hidden', '--data', '/data']

describe('autostartText', () => {
  it('is a desktop entry', () => {
    expect(autostartText(command)).toBe(
      [
        '[Desktop Entry]',
        'Type=Application',
        'Version=1.5',
        'Name=Parley',
        'Exec="/opt/Parley/parley" "--hidden" "--data" "/data"',
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

  const keep = (order: LoginItemOrder, parts = command) => keepAutostartFile(file, parts, order, writeFile)
  const found = () => readFile(file, 'utf8')
  const moved = ['/old/parley', ...command.slice(1)]
  const elsewhere = [...command.slice(0, -1), '/other']
  /** As the system's own list leaves it. */
  const edit = async (line: string) => writeFile(file, `${await found()}${line}\n`)

  it('writes the file, in folders that are not there yet, and takes it away', async () => {
    await keep('add')
    expect(await found()).toBe(autostartText(command))
    await keep('remove')
    await expect(found()).rejects.toThrow('ENOENT')
    await keep('remove')
  })

  it('corrects what starts a Parley that has moved, and leaves the rest of the file', async () => {
    await keep('add', moved)
    await edit('X-GNOME-Autostart-Delay=5')
    await keep('correct')
    expect(await found()).toBe(`${autostartText(command)}X-GNOME-Autostart-Delay=5\n`)
  })

  it('corrects nothing where there is no file: somebody has taken it away', async () => {
    await keep('correct')
    await expect(found()).rejects.toThrow('ENOENT')
  })

  it.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
    'leaves off what says %s, until it is wanted',
    async (off) => {
      await keep('add', moved)
      await edit(off)
      const before = await found()
      await keep('correct')
      expect(await found()).toBe(before)
      await keep('add')
      expect(await found()).toBe(autostartText(command))
    },
  )

  it('takes away what has been switched off, too', async () => {
    await keep('add')
    await edit('Hidden=true')
    await keep('remove')
    await expect(found()).rejects.toThrow('ENOENT')
  })

  it('writes nothing when there is nothing to correct', async () => {
    await keep('add')
    await keepAutostartFile(file, command, 'correct', () => Promise.reject(new Error('written')))
  })

  it.each(['remove', 'correct'] as const)('leaves alone what starts another Parley: %s', async (order) => {
    await keep('add', elsewhere)
    await keep(order)
    expect(await found()).toBe(autostartText(elsewhere))
  })

  it('fails where nothing can be written', async () => {
    await writeFile(path.join(folder, 'config'), '')
    await expect(keep('add')).rejects.toThrow()
  })
})

import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const node = async (...parameters: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, parameters, { cwd: root })).stdout

/** What users get is the bundle, which can break in ways that the source can't. */
describe('the bundle', () => {
  /** Not the project's own `out`, which other tests may use meanwhile; inside the project, where packages are found. */
  let folder: string
  let cli: string

  beforeAll(async () => {
    const cache = join(root, 'node_modules', '.cache')
    await mkdir(cache, { recursive: true })
    folder = await mkdtemp(join(cache, 'parley-bundle-'))
    cli = join(folder, 'out', 'main', 'cli.js')
    await symlink(join(root, 'resources'), join(folder, 'resources'), 'junction')
    await node('node_modules/electron-vite/bin/electron-vite.js', 'build', '--outDir', join(folder, 'out'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('replays a recording', async () => {
    expect(await node(cli, 'replay', 'test/fixtures/recorded-session.txt')).toContain(
      'Sure, how can I assist you today?',
    )
  })

  it('talks with the demo', async () => {
    expect(await node(cli, 'talk', '--mode', 'text', '--say', 'What is 2 + 3?')).toContain('2 + 3 is 5.')
  })
})

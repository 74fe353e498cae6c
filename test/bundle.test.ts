import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const node = (...parameters: string[]): string =>
  execFileSync(process.execPath, parameters, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

/** What users get is the bundle, which can break in ways that the source can't. */
describe('the bundle', () => {
  beforeAll(() => {
    node('node_modules/electron-vite/bin/electron-vite.js', 'build')
  }, 60_000)

  it('replays a recording', () => {
    expect(node('out/main/cli.js', 'replay', 'test/fixtures/recorded-session.txt')).toContain(
      'Sure, how can I assist you today?',
    )
  })

  it('talks with the demo', () => {
    expect(node('out/main/cli.js', 'talk', '--mode', 'text', '--say', 'What is 2 + 3?')).toContain('2 + 3 is 5.')
  }, 30_000)
})

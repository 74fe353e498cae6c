import { describe, expect, it } from 'vitest'
import { parseWebOptions } from './web-options'

const parse = (...argv: string[]) => parseWebOptions(argv, { PARLEY_DATA_DIR: '/data' })

describe('the flags of the web host', () => {
  it('may all be left out', () => {
    expect(parse()).toEqual({
      port: 4873,
      demo: false,
      verbose: false,
      dataDirectory: '/data',
      source: { kind: 'microphone' },
      sink: { kind: 'speaker' },
    })
  })

  it('say where it listens, what it talks to, and where sound comes from', () => {
    expect(parse('--web', '--hidden', '--demo', '--port', '0', '--data', '/else', '--input', 'a.wav')).toMatchObject({
      port: 0,
      demo: true,
      verbose: false,
      dataDirectory: '/else',
      source: { kind: 'file', path: 'a.wav' },
    })
    expect(parse('--output', 'null')).toMatchObject({ sink: { kind: 'nowhere' } })
  })

  it.each([
    ['usage.bad_flag', '--port', '70000'],
    ['usage.bad_flag', '--port', 'abc'],
    ['usage.bad_flag', '--port=-1'],
    ['usage.unknown_flag', '--colour'],
  ])('are refused as %s: %s %s', (code, ...argv) => {
    let thrown: unknown
    try {
      parse(...argv)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toMatchObject({ error: { code } })
  })

  it('explain themselves', () => {
    expect(parse('--help')).toBeNull()
  })
})

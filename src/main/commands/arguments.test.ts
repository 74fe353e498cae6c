import { describe, expect, it } from 'vitest'
import { Failure } from '../../shared/ipc/result'
import { oneOf, parseArguments } from './arguments'

const flags = {
  format: { type: 'string' },
  say: { type: 'string', multiple: true },
  stats: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

const parse = (...arguments_: readonly string[]) =>
  parseArguments(arguments_, flags, 'replay', { name: 'file', count: 1 })

function failure(run: () => unknown): { code: string; message: string; hint: string } {
  try {
    run()
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown.error
  }
  throw new Error('No Failure was thrown.')
}

describe('parseArguments', () => {
  it('reads flags and arguments in any order', () => {
    const { values, positionals } = parse('--say', 'one', 'file', '--stats', '--say=-two', '--format', 'md')
    expect({ ...values }).toEqual({ say: ['one', '-two'], stats: true, format: 'md', help: false })
    expect(positionals).toEqual(['file'])
  })

  it('takes a single dash for an argument, and what follows -- too', () => {
    expect(parse('-').positionals).toEqual(['-'])
    expect(parse('--', '--stats').positionals).toEqual(['--stats'])
  })

  it.each([
    ['--formt', 'There is no option --formt.', 'Did you mean --format?'],
    ['--form=md', 'There is no option --form.', 'Did you mean --format?'],
    ['--stat', 'There is no option --stat.', 'Did you mean --stats?'],
    ['--s', 'There is no option --s.', 'See npm run replay -- --help.'],
    ['--sta', 'There is no option --sta.', 'Did you mean --stats?'],
    ['-stats', 'There is no option -stats.', 'Did you mean --stats?'],
    ['-x', 'There is no option -x.', 'See npm run replay -- --help.'],
    ['--verbosity', 'There is no option --verbosity.', 'See npm run replay -- --help.'],
    ['--constructor', 'There is no option --constructor.', 'See npm run replay -- --help.'],
  ])('names the unknown flag in %s, and close ones', (flag, message, hint) => {
    const code = hint.startsWith('See') ? 'usage.unknown_flag' : 'usage.similar_flag'
    expect(failure(() => parse('file', flag))).toMatchObject({ code, message, hint })
  })

  it.each([
    [['--format'], 'usage.needs_value', 'See npm run replay -- --help.'],
    [['--format', '--stats'], 'usage.dash_value', 'If the value starts with a dash, write --format=--stats.'],
    [['--stats=yes'], 'usage.needs_no_value', 'Leave out “=yes”.'],
  ])('says what is wrong with the value in %j', (arguments_, code, hint) => {
    expect(failure(() => parse('file', ...arguments_))).toMatchObject({ code, hint })
  })

  it('wants as many arguments as the command takes', () => {
    expect(failure(() => parse())).toMatchObject({ code: 'usage.missing_argument', message: 'The file is missing.' })
    expect(failure(() => parse('a', 'b'))).toMatchObject({
      code: 'usage.bad_argument',
      message: 'Unexpected argument “b”.',
    })
    expect(failure(() => parseArguments(['a'], flags, 'talk'))).toMatchObject({ code: 'usage.bad_argument' })
  })

  it('takes several where it may', () => {
    const some = { name: 'file', count: 1, most: Infinity }
    expect(parseArguments(['a', 'b', '--stats', 'c'], flags, 'replay', some).positionals).toEqual(['a', 'b', 'c'])
    expect(failure(() => parseArguments([], flags, 'replay', some))).toMatchObject({ message: 'The file is missing.' })
  })

  it('asks for no arguments when help is wanted', () => {
    expect(parse('--help').values.help).toBe(true)
    expect(parse('-h').values.help).toBe(true)
  })
})

describe('oneOf', () => {
  it('takes what is allowed and names it otherwise', () => {
    expect(oneOf('format', 'md', ['md', 'txt'])).toBe('md')
    expect(failure(() => oneOf('format', 'pdf', ['md', 'txt']))).toMatchObject({
      code: 'usage.bad_flag',
      message: '--format can’t be “pdf”.',
      hint: 'It takes md, txt.',
    })
  })
})

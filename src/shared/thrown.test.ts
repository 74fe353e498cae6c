import { describe, expect, it } from 'vitest'
import { Failure } from './ipc/result'
import { describeThrown } from './thrown'

describe('describeThrown()', () => {
  it('names the error and its causes, and keeps their stack frames', () => {
    const cause = Object.assign(new Error('open /home/me/My secret.md'), { code: 'EACCES' })
    const { error, stack } = describeThrown(new Error('My secret', { cause: new Error('Also secret', { cause }) }))
    expect(error).toBe('Error < Error < Error EACCES')
    expect(stack).toContain('thrown.test.ts')
    expect(stack.match(/caused by/g)).toHaveLength(2)
  })

  it.each([
    new SyntaxError('Unexpected token "My secret"'),
    new Error('My secret'),
    new Failure('export.not_writable', { path: 'My secret', reason: 'ENOSPC' }),
    'My secret',
    { secret: 'My secret' },
  ])('leaves out messages that may quote the user: %o', (thrown) => {
    const { error, stack } = describeThrown(thrown)
    expect(`${error} ${stack}`).not.toContain('secret')
  })

  it('keeps the messages of the engine', () => {
    expect(describeThrown(new TypeError('x is not a function')).error).toBe('TypeError: x is not a function')
  })

  it('ends with an error that is its own cause', () => {
    const error = new Error('loop')
    error.cause = error
    expect(describeThrown(error).error).toBe('Error')
  })

  it('names the code of a Failure', () => {
    expect(describeThrown(new Failure('endpoint.no_key', { server: 'OpenAI' })).error).toBe('endpoint.no_key')
  })
})

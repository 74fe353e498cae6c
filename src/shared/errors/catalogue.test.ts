import { describe, expect, it } from 'vitest'
import { appError, asFailure, Failure, toAppError } from './failure'
import { englishWords, isErrorCode } from './catalogue'

describe('the words of an error', () => {
  it('have the values in their gaps, in message and hint', () => {
    expect(englishWords('endpoint.no_key', { server: 'OpenAI' }).message).toBe('OpenAI needs a key, and none is saved.')
    expect(englishWords('storage.lost', { file: 'x.old' }).hint).toContain('“x.old”')
  })

  it('keep a value as it is, whatever is in it', () => {
    const said = 'You {exceeded} your @quota | $& today.'
    expect(englishWords('server.said', { said }).message).toBe(`The server says: ${said}`)
  })

  it('contain the text of the reason, and its hint where the error has none', () => {
    expect(englishWords('keys.not_saved', { reason: 'ENOSPC' })).toEqual({
      message: 'Parley could not save the key: the disk is full.',
      hint: 'Free up disk space, or choose another disk.',
    })
    expect(englishWords('storage.not_recorded', { reason: 'ENOSPC' }).hint).toBe('It still saves the text.')
  })

  it.each(['EXOTIC', '', 'constructor'])('have a general text for the unknown reason “%s”', (reason) => {
    expect(englishWords('keys.not_saved', { reason }).message).toBe(
      'Parley could not save the key: the system refused.',
    )
  })
})

describe('a code', () => {
  it.each(['app.closing', 'usage.bad_flag', 'wav.empty', 'wav.no_speech'])('%s is known', (code) => {
    expect(isErrorCode(code)).toBe(true)
  })

  it.each(['', 'app', 'app.unheard_of', 'reasons.ENOENT', 'constructor.name', '__proto__.toString'])(
    '“%s” is not known',
    (code) => {
      expect(isErrorCode(code)).toBe(false)
    },
  )
})

describe('a failure', () => {
  it('carries the error, its cause and whether it may be shown', () => {
    const cause = new Error('disk')
    const failure = new Failure('storage.failed', { because: 'disk' }, { cause, displayable: false })
    expect(failure).toMatchObject({ message: 'The history failed: disk', cause, error: { displayable: false } })
    expect(toAppError(failure)).toBe(failure.error)
  })

  it('is made from data of another process as it is', () => {
    const error = { code: 'from.elsewhere', message: 'As it was sent.', hint: '', displayable: true }
    expect(asFailure(error).error).toBe(error)
  })

  it('has values only where its words need some', () => {
    expect(appError('app.closing')).not.toHaveProperty('values')
    expect(appError('links.refused', { site: 'x.example' }).values).toEqual({ site: 'x.example' })
  })
})

import { describe, expect, it } from 'vitest'
import { Failure } from '../../shared/ipc/result'
import type { AppError } from '../../shared/ipc/result'
import type { Speaker } from '../session/ports'
import { speakerOrSilence } from './speaker-or-silence'

const part = { itemId: 'answer', contentIndex: 0 }
const samples = new Int16Array(240)
const missing = new Failure('audio.no_output', 'No speaker was found.')

function noting(name: string, log: string[], opening: Promise<void> = Promise.resolve()): Speaker {
  return {
    open: () => opening,
    enqueue: () => void log.push(`${name} enqueues`),
    finish: () => void log.push(`${name} finishes`),
    interrupt() {
      log.push(`${name} is interrupted`)
      return []
    },
    close: () => Promise.resolve(void log.push(`${name} closes`)),
  }
}

function setUp(opening?: Promise<void>) {
  const log: string[] = []
  const failures: AppError[] = []
  const silent = noting('silence', log)
  const speaker = speakerOrSilence(noting('speaker', log, opening), silent, (error) => failures.push(error))
  const open = () => speaker.open({ onProgress: () => undefined, onHeard: () => undefined, onFailure: () => undefined })
  return { log, failures, speaker, open }
}

describe('a speaker', () => {
  it('that is there plays', async () => {
    const { log, failures, speaker, open } = setUp()
    await open()
    speaker.enqueue(part, samples)
    speaker.finish(part)
    await speaker.close()
    expect(log).toEqual(['speaker enqueues', 'speaker finishes', 'speaker closes'])
    expect(failures).toEqual([])
  })

  it('that is missing is told, and everything goes by in silence', async () => {
    const { log, failures, speaker, open } = setUp(Promise.reject(missing))
    await open()
    speaker.enqueue(part, samples)
    await speaker.close()
    expect(log.slice(-2)).toEqual(['silence enqueues', 'silence closes'])
    expect(failures).toEqual([missing.error])
  })

  it('that turns out to be missing hands over what was queued meanwhile', async () => {
    let fail: (error: Error) => void = () => undefined
    const { log, speaker, open } = setUp(new Promise((_resolve, reject) => (fail = reject)))
    const opened = open()
    speaker.enqueue(part, samples)
    speaker.finish(part)
    fail(missing)
    await opened
    expect(log).toEqual([
      ...['speaker enqueues', 'speaker finishes', 'speaker is interrupted'],
      ...['silence enqueues', 'silence finishes'],
    ])
  })

  it('forgets what was interrupted before it was open', async () => {
    let fail: (error: Error) => void = () => undefined
    const { log, speaker, open } = setUp(new Promise((_resolve, reject) => (fail = reject)))
    const opened = open()
    speaker.enqueue(part, samples)
    speaker.interrupt()
    fail(missing)
    await opened
    expect(log).not.toContain('silence enqueues')
  })
})

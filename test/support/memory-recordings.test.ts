import { describe } from 'vitest'
import { describeRecordings } from '../../src/main/storage/recordings/recordings.contract'
import { notRecorded } from '../../src/main/storage/recordings/recording-failure'
import { MemoryRecordings } from './memory-recordings'

describe('recordings in memory', () => {
  describeRecordings(() => {
    const recordings = new MemoryRecordings()
    return Promise.resolve({
      recordings,
      soundOf: (key) => Promise.resolve(recordings.soundOf(key)),
      age(key, at) {
        recordings.age(key, at)
        return Promise.resolve()
      },
      fail(failing) {
        recordings.fail(failing ? notRecorded(new Error('full')).error : null)
        return Promise.resolve()
      },
      bytesOf: (key) => Promise.resolve(recordings.soundOf(key)?.byteLength ?? 0),
    })
  })
})

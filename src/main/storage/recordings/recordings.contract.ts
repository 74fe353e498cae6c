import { afterEach, beforeEach, expect, it } from 'vitest'
import type { RecordingKey, RecordingsNews, RecordingsPort } from '../../../shared/history/recording'

/** Recordings under test. */
export interface RecordingsUnderTest {
  readonly recordings: RecordingsPort
  /** The samples of a part that was recorded, from wherever they are kept; null when there are none. */
  soundOf(key: RecordingKey): Promise<Int16Array | null>
  /** Lets a part have been recorded at another time, in milliseconds since 1970. */
  age(key: RecordingKey, at: number): Promise<void>
  /** From now on nothing can be kept; or it can again. */
  fail(failing: boolean): Promise<void>
  /** How much room the sound of a part takes up. */
  bytesOf(key: RecordingKey): Promise<number>
}

const now = Date.UTC(2026, 5, 1)
const day = 86_400_000

const key = (itemId: string, conversationId = 'one', contentIndex = 0): RecordingKey => ({
  conversationId,
  itemId,
  contentIndex,
})

/** Half a second of something that is another for each seed. */
const sound = (seed: number, length = 12_000): Int16Array =>
  Int16Array.from({ length }, (_, index) => (index * (seed + 1) * 37) % 30_000)

/** What every adapter of {@link RecordingsPort} has to do. `create` is called before each test. */
export function describeRecordings(create: () => Promise<RecordingsUnderTest>): void {
  let subject: RecordingsUnderTest
  let news: RecordingsNews[]

  beforeEach(async () => {
    subject = await create()
    news = []
    subject.recordings.subscribe((one) => news.push(one))
  })
  afterEach(() => subject.recordings.close())

  async function record(which: RecordingKey, samples = sound(1)): Promise<void> {
    subject.recordings.add(which, samples)
    subject.recordings.finish(which)
    await subject.recordings.list(which.conversationId)
  }
  const itemsOf = async (conversationId: string): Promise<readonly string[]> =>
    (await subject.recordings.list(conversationId)).map(({ itemId }) => itemId).sort()

  it('gives back what was added, however it came, and says how long it is', async () => {
    const samples = sound(3, 36_000)
    subject.recordings.add(key('item_A'), samples.subarray(0, 5))
    subject.recordings.add(key('item_A'), new Int16Array(0))
    subject.recordings.add(key('item_A'), samples.subarray(5))
    subject.recordings.finish(key('item_A'))
    expect(await subject.recordings.list('one')).toEqual([{ itemId: 'item_A', contentIndex: 0, lengthMs: 1500 }])
    expect(await subject.soundOf(key('item_A'))).toEqual(samples)
    expect(news).toEqual([{ kind: 'recorded', conversationId: 'one' }])
  })

  it('copies what it is given', async () => {
    const samples = sound(1)
    subject.recordings.add(key('a'), samples)
    samples.fill(0)
    subject.recordings.finish(key('a'))
    expect(await subject.soundOf(key('a'))).toEqual(sound(1))
  })

  it('keeps parts apart that are recorded at the same time', async () => {
    const keys = [key('a'), key('a', 'one', 1), key('A'), key('a', 'two'), key('../a', '../one')]
    for (const half of [0, 6000])
      keys.forEach((which, seed) => subject.recordings.add(which, sound(seed).subarray(half, half + 6000)))
    for (const which of keys) subject.recordings.finish(which)
    for (const [seed, which] of keys.entries()) expect(await subject.soundOf(which)).toEqual(sound(seed))
  })

  it('lists nothing of what is still being recorded', async () => {
    subject.recordings.add(key('a'), sound(1))
    expect(await subject.recordings.list('one')).toEqual([])
    expect(await subject.recordings.read(key('a'))).toBeNull()
  })

  it('has a file of what can be played, and of nothing else', async () => {
    await record(key('a'))
    expect(await subject.recordings.read(key('a'))).toMatchObject({ mediaType: 'audio/flac' })
    expect(await subject.recordings.read(key('b'))).toBeNull()
    expect(await subject.recordings.read(key('a', 'two'))).toBeNull()
    expect(await subject.recordings.list('two')).toEqual([])
  })

  it('makes nothing of a part to which nothing was added', async () => {
    subject.recordings.add(key('a'), new Int16Array(0))
    subject.recordings.finish(key('a'))
    subject.recordings.finish(key('b'))
    expect(await subject.recordings.list('one')).toEqual([])
    expect(news).toEqual([])
  })

  it('gives sound another name', async () => {
    subject.recordings.add(key('~1'), sound(1).subarray(0, 100))
    subject.recordings.rename(key('~1'), key('a'))
    subject.recordings.rename(key('~2'), key('b'))
    subject.recordings.add(key('a'), sound(1).subarray(100))
    subject.recordings.finish(key('a'))
    expect(await itemsOf('one')).toEqual(['a'])
    expect(await subject.soundOf(key('a'))).toEqual(sound(1))
  })

  it('throws away what is discarded, and records the same part anew', async () => {
    subject.recordings.add(key('a'), sound(1))
    subject.recordings.discard(key('a'))
    subject.recordings.finish(key('a'))
    expect(await subject.recordings.list('one')).toEqual([])
    await record(key('a'), sound(2))
    expect(await subject.soundOf(key('a'))).toEqual(sound(2))
  })

  it('erases conversations, and what is being recorded of them', async () => {
    for (const id of ['one', 'two', 'three']) await record(key('a', id))
    subject.recordings.add(key('b'), sound(1))
    await subject.recordings.remove(['one', 'two', 'unknown'])
    subject.recordings.add(key('b'), sound(1))
    subject.recordings.finish(key('b'))
    expect(await itemsOf('one')).toEqual([])
    expect(await itemsOf('two')).toEqual([])
    expect(await itemsOf('three')).toEqual(['a'])
  })

  it('erases all parts of an item', async () => {
    for (const which of [key('a'), key('a', 'one', 1), key('ab'), key('a', 'two')]) await record(which)
    await subject.recordings.removeItem('one', 'a')
    expect(await itemsOf('one')).toEqual(['ab'])
    expect(await itemsOf('two')).toEqual(['a'])
  })

  it('erases everything, and goes on', async () => {
    for (const id of ['one', 'two']) await record(key('a', id))
    subject.recordings.add(key('b'), sound(1))
    await subject.recordings.forgetEverything()
    subject.recordings.finish(key('b'))
    expect(await itemsOf('one')).toEqual([])
    expect(await itemsOf('two')).toEqual([])
    await record(key('c'))
    expect(await itemsOf('one')).toEqual(['c'])
  })

  it('erases what is older', async () => {
    for (const [itemId, at] of [
      ['old', now - 31 * day],
      ['young', now - 29 * day],
    ] as const) {
      await record(key(itemId))
      await subject.age(key(itemId), at)
    }
    await subject.recordings.retain({ recordedBefore: now - 30 * day, bytes: null })
    expect(await itemsOf('one')).toEqual(['young'])
  })

  it('erases the oldest first where there is too much, and never what is being recorded', async () => {
    for (const [index, id] of ['one', 'two', 'one', 'two'].entries()) {
      await record(key(`i${index}`, id))
      await subject.age(key(`i${index}`, id), now - (10 - index) * day)
    }
    subject.recordings.add(key('running'), sound(1))
    const bytes = await subject.bytesOf(key('i3', 'two'))
    await subject.recordings.retain({ recordedBefore: null, bytes: 2.5 * bytes })
    expect(await itemsOf('one')).toEqual(['i2'])
    expect(await itemsOf('two')).toEqual(['i3'])
    await subject.recordings.retain({ recordedBefore: null, bytes: 0 })
    subject.recordings.finish(key('running'))
    expect(await itemsOf('one')).toEqual(['running'])
  })

  it('erases nothing without limits', async () => {
    await record(key('a'))
    await subject.age(key('a'), 0)
    await subject.recordings.retain({ recordedBefore: null, bytes: null })
    expect(await itemsOf('one')).toEqual(['a'])
  })

  it('tells once that nothing can be kept, and again after it could', async () => {
    await subject.fail(true)
    await record(key('a'))
    await record(key('b'))
    expect(news).toMatchObject([{ kind: 'trouble', error: { code: 'storage.not_recorded' } }])
    await subject.fail(false)
    await record(key('c'))
    expect(await itemsOf('one')).toEqual(['c'])
    await subject.fail(true)
    await record(key('d'))
    expect(news.map(({ kind }) => kind)).toEqual(['trouble', 'recorded', 'trouble'])
  })

  it('keeps nothing of a part whose beginning it could not keep', async () => {
    await subject.fail(true)
    subject.recordings.add(key('a'), sound(1))
    await subject.fail(false)
    subject.recordings.add(key('a'), sound(1))
    subject.recordings.finish(key('a'))
    expect(await itemsOf('one')).toEqual([])
  })

  it('finishes what is under way when it closes, and takes nothing after', async () => {
    subject.recordings.add(key('a'), sound(1))
    await subject.recordings.close()
    subject.recordings.add(key('b'), sound(1))
    subject.recordings.finish(key('b'))
    expect(news).toEqual([{ kind: 'recorded', conversationId: 'one' }])
  })
}

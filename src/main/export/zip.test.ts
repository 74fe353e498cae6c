import { expect, it } from 'vitest'
import { garbageCollector } from '../../../test/support/garbage-collector'
import { type PackedFile, zipOf } from './zip'

it('holds on to next to nothing of the files that are packed', async () => {
  const FILES = 2000
  const collectGarbage = garbageCollector()
  const held: number[] = []
  async function* files(): AsyncGenerator<PackedFile> {
    for (let number = 0; number < FILES; number++) {
      if (number === 100 || number === FILES - 1) held.push(await heldMemory(collectGarbage))
      yield { name: `conversation ${number}.md`, modifiedAt: null, content: pieces() }
      await Promise.resolve()
    }
  }
  // Small ones, as text is written in.
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let piece = 0; piece < 8; piece++)
      yield await Promise.resolve(Buffer.from('What is the weather? '.repeat(100)))
  }
  let bytes = 0
  for await (const piece of zipOf(files())) bytes += piece.length
  expect(bytes).toBeGreaterThan(FILES * 100)
  const [early = 0, late = 0] = held
  // Kept pieces of Node's pool would be 15 MB.
  expect(late - early).toBeLessThan(7_500_000)
})

/** Bytes that are held. What was freed is counted until a thread of Node's has taken note, which waits its turn too. */
async function heldMemory(collectGarbage: () => void): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < 10; round++) {
    collectGarbage()
    least = Math.min(least, process.memoryUsage().arrayBuffers)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return least
}

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { base64Pieces } from './base64-pieces'

it('is the base64 of the whole, however the bytes come', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 20 })), async (chunks) => {
      const pieces: string[] = []
      for await (const piece of base64Pieces(asynchronous(chunks))) pieces.push(piece)
      expect(pieces.join('')).toBe(Buffer.concat(chunks).toString('base64'))
    }),
  )
})

async function* asynchronous<T>(values: readonly T[]): AsyncGenerator<T> {
  for (const value of values) yield await Promise.resolve(value)
}

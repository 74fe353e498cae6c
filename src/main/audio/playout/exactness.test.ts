import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isExplained } from '../../../../test/support/read-back'
import { SpeakerStory } from '../../../../test/support/speaker-story'

/** Whatever happens to a speaker, each part's samples reach the device in order, none lost and none twice, and the counts say so. */

const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('enqueue' as const),
        count: fc.integer({ min: 200, max: 4000 }),
        isNew: fc.boolean(),
      }),
    },
    { weight: 6, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 300 }) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constantFrom('finish' as const, 'interrupt' as const, 'reopen' as const) }),
    },
  ),
  { minLength: 5, maxLength: 40 },
)

test('the device gets every sample of a part once and in order, and the counts say how many', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const story = new SpeakerStory()
      await story.run(list)
      expect(isExplained(story)).toBe(true)
    }),
    { numRuns: 50 },
  )
})

test('the volume changes nothing of that', async () => {
  const volume = fc.double({ min: 0, max: 1, noNaN: true })
  await fc.assert(
    fc.asyncProperty(steps, fc.array(volume, { minLength: 5, maxLength: 40 }), async (list, volumes) => {
      const [plain, changed] = [new SpeakerStory(), new SpeakerStory()]
      await plain.run(list)
      await changed.run(list, volumes)
      expect(changed.reports).toEqual(plain.reports)
      expect(changed.device.written.length).toBe(plain.device.written.length)
    }),
    { numRuns: 10 },
  )
})

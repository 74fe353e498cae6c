import { describe, expect, it } from 'vitest'
import { formatNames, formats } from '../src/main/export/formats'
import { recordedTranscript } from './support/recorded-transcript'
import { richTranscript } from './support/rich-transcript'

/** Whoever changes a format on purpose looks at each changed file in test/golden before running `vitest -u`. */
describe.each([
  ['recorded-session', recordedTranscript()],
  ['rich-conversation', richTranscript],
])('%s', (name, transcript) => {
  it.each(formatNames)('is exported as %s as in the reviewed golden file', async (format) => {
    const { extension, format: write } = formats[format]
    await expect(write(transcript)).toMatchFileSnapshot(`golden/${name}${extension}`)
  })
})

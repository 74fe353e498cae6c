import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { foldRecording } from '../src/main/commands/replay/fold-recording'
import { formatJson } from '../src/main/export/formats/json'
import { formatMarkdown } from '../src/main/export/formats/markdown'
import { readRecording } from '../src/shared/realtime/recording'

/** What other servers send, one kind of irregularity in each file. Their transcripts in `golden` were read and approved. */
const fixtures = path.join(import.meta.dirname, 'fixtures/servers')

describe('the transcript of irregular events:', () => {
  it.each(readdirSync(fixtures))('%s', async (file) => {
    const { transcript } = foldRecording(readRecording(readFileSync(path.join(fixtures, file), 'utf8')))
    const name = path.join('golden/servers', path.parse(file).name)
    await expect(formatMarkdown(transcript)).toMatchFileSnapshot(`${name}.md`)
    await expect(formatJson(transcript)).toMatchFileSnapshot(`${name}.json`)
  })
})

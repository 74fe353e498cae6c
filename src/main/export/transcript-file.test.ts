import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { timeLimit } from '../../../test/support/time-limit'
import { ManualClock } from '../../../test/support/manual-clock'
import { Conversation } from '../../shared/conversation/conversation'
import { titleOf } from '../../shared/conversation/transcript'
import { createTranscriptFile } from './transcript-file'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-transcript-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function setUp(path: string) {
  const clock = new ManualClock()
  const conversation = new Conversation()
  const file = await createTranscriptFile({
    path,
    format: 'txt',
    clock,
    transcript: () => ({
      id: null,
      title: titleOf(conversation.snapshot()),
      startedAt: null,
      model: null,
      endpoint: null,
      items: conversation.snapshot(),
      usage: conversation.usage,
      responses: [],
    }),
  })
  const say = (id: string, text: string): void => {
    const content = [{ type: 'input_text', text }]
    const item = { id, type: 'message', role: 'user', status: 'completed', content }
    conversation.apply({ type: 'conversation.item.added', item })
    file.note()
  }
  return { clock, file, say }
}

describe('a transcript file', () => {
  it('is written within a second of what was said', async () => {
    const path = join(folder, 'talk.txt')
    const { clock, file, say } = await setUp(path)
    say('a', 'First')
    say('b', 'Second')
    expect(readdirSync(folder)).toEqual([])
    await clock.advance(1000)
    await vi.waitFor(() => expect(readFileSync(path, 'utf8')).toMatch(/First[\s\S]*Second/), timeLimit(10_000))
    await file.close()
  })

  it('has everything at the end, and nothing beside it', async () => {
    const path = join(folder, 'talk.txt')
    const { file, say } = await setUp(path)
    say('a', 'Last words')
    await file.close()
    expect(readFileSync(path, 'utf8')).toContain('Last words')
    expect(readdirSync(folder)).toEqual(['talk.txt'])
  })

  it('is refused before a word is said when it can’t be written', async () => {
    await expect(setUp(join(folder, 'no', 'where.txt'))).rejects.toMatchObject({
      error: { code: 'export.not_writable' },
    })
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { profileWith, using } from '../../../../test/support/profile-settings'
import { type AssistantRig, assistantRig, memorySecrets } from '../../../../test/support/assistant-rig'
import { type MemoryEventFile, memoryEventFile } from '../../../../test/support/memory-event-file'
import { messageText } from '../../../shared/conversation/item'
import { readRecording } from '../../../shared/realtime/recording'
import { foldRecording } from '../../commands/replay/fold-recording'
import type { AssistantPorts, FileToSave } from '../../ports/assistant'

let rig: AssistantRig
let file: MemoryEventFile

function begin(ports: Partial<AssistantPorts> = {}): void {
  file = memoryEventFile()
  rig = assistantRig({ eventFile: file, ...ports })
}

afterEach(() => rig.close())

/** Types a turn, and waits for the end of its answer. */
async function say(text: string): Promise<void> {
  const done = () => rig.assistant.diagnostics().counts.find(({ type }) => type === 'response.done')?.count ?? 0
  const before = done()
  await rig.assistant.type(text)
  await rig.until(() => done() > before)
}

const types = (): string[] =>
  readRecording(file.text ?? '').entries.flatMap(({ frame }) => (frame.kind === 'event' ? [frame.event.type] : []))

describe('recording events', () => {
  it('starts and ends with the switch, and reports it', async () => {
    begin()
    const { eventRecording } = rig.assistant
    await say('before')
    await eventRecording.start(false)
    expect((await rig.assistant.snapshot()).eventRecording).toEqual({ kind: 'running', withAudio: false })
    await say('What is 2 + 3?')
    await eventRecording.stop()
    const recorded = file.text ?? ''
    await say('after')
    expect(file.text).toBe(recorded)
    expect(recorded).toMatch(/2 \+ 3 is 5/)
    expect(recorded).not.toMatch(/before|after/)
    const kept = { kind: 'kept', bytes: Buffer.byteLength(recorded) }
    expect(rig.events('diagnostics.recording')).toEqual([{ kind: 'running', withAudio: false }, kept])
    expect((await rig.assistant.snapshot()).eventRecording).toEqual(kept)
  })

  it('replays to the conversation as it was shown', async () => {
    begin()
    await rig.assistant.eventRecording.start(false)
    await say('What is 2 + 3?')
    await say('help')
    await rig.assistant.stop()
    await say('What is 4 + 4?') // in a new session, which is told of the past
    await rig.assistant.eventRecording.stop()
    const { items } = foldRecording(readRecording(file.text ?? '')).transcript
    const messages = items.flatMap((item) => (item.kind === 'message' ? [messageText(item)] : []))
    expect(messages).toHaveLength(6)
    expect(messages).toEqual(await rig.words())
  })

  it('contains no key, even if the server repeats it', async () => {
    begin({ secrets: memorySecrets({ tested: 'my own "secret"'.replaceAll(' ', '_') }) })
    const server = await rig.startServer()
    await rig.assistant.changeSettings(using(profileWith({ address: server.url, dialect: 'ga' })))
    await rig.assistant.eventRecording.start(true)
    await say('Is my_own_"secret" safe?')
    expect(file.text).toContain('Is [key] safe?')
    expect(file.text).not.toMatch(/my_own|Bearer/)
  })

  it('leaves out conversations off the record', async () => {
    begin()
    await rig.assistant.eventRecording.start(false)
    await rig.assistant.newConversation(true)
    await say('a secret')
    expect(file.text).toBe('')
    await rig.assistant.newConversation()
    await say('no secret')
    expect(types()).toContain('response.done')
  })

  it("reports once that the file can't be written; the session goes on", async () => {
    begin()
    await rig.assistant.eventRecording.start(false)
    await say('What is 2 + 3?')
    file.fail()
    await say('What is 4 + 4?')
    const { items, eventRecording } = await rig.assistant.snapshot()
    const warnings = items.filter((item) => item.kind === 'notice' && item.code === 'diagnostics.not_recorded')
    expect(warnings).toHaveLength(1)
    expect(eventRecording.kind).toBe('kept')
    expect((await rig.words()).at(-1)).toContain('4 + 4 is 8')
  })

  it('can be saved, and removed; without one there is nothing to save', async () => {
    const saved: FileToSave[] = []
    begin({
      saveFile(offered) {
        saved.push(offered)
        return Promise.resolve({ kind: 'cancelled' })
      },
    })
    const { eventRecording } = rig.assistant
    await expect(eventRecording.save()).rejects.toMatchObject({ error: { code: 'diagnostics.no_recording' } })
    await eventRecording.start(false)
    await say('What is 2 + 3?')
    await eventRecording.stop()
    await eventRecording.save()
    const pieces: string[] = []
    for await (const piece of saved[0]?.content ?? []) pieces.push(piece.toString())
    expect(pieces.join('')).toBe(file.text)
    expect(saved[0]?.suggestedName).toMatch(/^Parley events \d{4}-\d\d-\d\d\.jsonl$/)
    await eventRecording.remove()
    expect(file.text).toBeNull()
    expect(rig.events('diagnostics.recording').at(-1)).toEqual({ kind: 'none' })
  })

  it('ends and is erased when everything is forgotten', async () => {
    begin()
    await rig.assistant.eventRecording.start(false)
    await say('What is 2 + 3?')
    await rig.assistant.archive.forget()
    expect(file.text).toBeNull()
    expect(await rig.assistant.eventRecording.status()).toEqual({ kind: 'none' })
  })
})

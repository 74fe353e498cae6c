import { afterEach, describe, expect, it } from 'vitest'
import { type AssistantRig, assistantRig } from '../../../../test/support/assistant-rig'
import { ManualClock } from '../../../../test/support/manual-clock'
import { MemoryHistory } from '../../../../test/support/memory-history'
import { MemoryRecordings } from '../../../../test/support/memory-recordings'
import { written } from '../../../../test/support/transcripts'
import { systemClock } from '../../clock/system-clock'
import type { Clock } from '../../../shared/clock'
import type { Item } from '../../../shared/conversation/item'
import type { Recording } from '../../../shared/history/recording'
import { noUsage } from '../../../shared/usage/usage'
import { defaultUserSettings } from '../../../shared/settings'
import type { FileToSave } from '../../ports/assistant'

const rigs: AssistantRig[] = []

afterEach(async () => {
  await Promise.all(rigs.splice(0).map((rig) => rig.close()))
})

/** A clock of which only the schedule is the test's. */
class HeldClock implements Clock {
  readonly manual = new ManualClock()
  now = () => systemClock.now()
  wallTime = () => systemClock.wallTime()
  schedule: Clock['schedule'] = (ms, run) =>
    ms >= 30_000 ? this.manual.schedule(ms, run) : systemClock.schedule(ms, run)
}

function setUp() {
  const clock = new HeldClock()
  const history = new MemoryHistory()
  const recordings = new MemoryRecordings()
  const saved: FileToSave[] = []
  const rig = assistantRig({
    clock,
    history,
    recordings,
    saveFile: (file) => {
      saved.push(file)
      return Promise.resolve({ kind: 'written', path: file.suggestedName })
    },
  })
  rigs.push(rig)
  const { assistant } = rig
  const titles = async () => (await assistant.archive.list(null, 10)).conversations.map(({ title }) => title)
  const shown = async () => (await assistant.snapshot()).conversation
  return { rig, assistant, clock: clock.manual, history, recordings, saved, titles, shown }
}

type Rig = ReturnType<typeof setUp>

/** Keeps a conversation as a run before this one did. */
async function kept({ history }: Rig, ...items: Item[]): Promise<string> {
  const named = items.map((item, index) => ({ ...item, id: `item_${index}` }))
  const { id } = await history.import({
    id: null,
    title: 'Of old',
    startedAt: 1000,
    model: 'm',
    endpoint: 'demo',
    usage: noUsage,
    responses: [],
    items: named,
  })
  return id
}

async function ask({ rig }: Rig, question: string, answer: string): Promise<void> {
  await rig.assistant.type(question)
  await rig.until(() => JSON.stringify(rig.events('conversation.changed')).includes(answer))
  await rig.until(() => rig.assistant.state.phase === 'ready' && rig.assistant.state.activity === 'waiting')
}

describe('an old conversation', () => {
  it('is sent to the model when a session continues it', async () => {
    const parley = setUp()
    const id = await kept(parley, written('My cat is called Tom'), written('Noted', 'assistant'))
    await parley.assistant.continueConversation(id)
    expect(await parley.shown()).toMatchObject({ id, live: true })
    await ask(parley, 'What did I say before?', 'You said before: My cat is called Tom')
    const { transcript } = await parley.history.read(id)
    expect(transcript.items.map(({ kind }) => kind)).toEqual([
      ...['message', 'message', 'notice', 'message', 'message'],
    ])
  })

  it('can be read while a session runs in another one', async () => {
    const parley = setUp()
    const id = await kept(parley, written('My cat is called Tom'))
    await ask(parley, 'What is 2 + 3?', '2 + 3 is 5.')
    await parley.assistant.openConversation(id)
    expect(await parley.shown()).toMatchObject({ id, live: false })
    expect(parley.assistant.state.phase).toBe('ready')
    await ask(parley, 'What is 4 + 4?', '4 + 4 is 8.')
    expect(await parley.rig.words()).toEqual(['What is 2 + 3?', '2 + 3 is 5.', 'What is 4 + 4?', '4 + 4 is 8.'])
  })

  it('loses removed items for good', async () => {
    const parley = setUp()
    const id = await kept(parley, written('One'), written('Two'))
    await parley.assistant.openConversation(id)
    parley.assistant.removeItem('item_0')
    expect((await parley.history.read(id)).transcript.items).toMatchObject([{ id: 'item_1' }])
  })

  it("is not shown if it doesn't exist", async () => {
    const { assistant } = setUp()
    await expect(assistant.openConversation('nowhere')).rejects.toMatchObject({
      error: { code: 'conversation.not_found' },
    })
  })
})

describe('a conversation off the record', () => {
  it('is saved nowhere, and can be exported while it is shown', async () => {
    const parley = setUp()
    await parley.assistant.newConversation(true)
    await ask(parley, 'What is 2 + 3?', '2 + 3 is 5.')
    expect(await parley.shown()).toMatchObject({ offTheRecord: true, title: 'What is 2 + 3?' })
    expect([await parley.titles(), parley.recordings.isEmpty]).toEqual([[], true])
    await parley.assistant.export('md')
    expect(parley.saved).toHaveLength(1)
    await parley.assistant.newConversation()
    expect(await parley.shown()).toMatchObject({ offTheRecord: false })
  })

  it('is the default if saving is off', async () => {
    const parley = setUp()
    await parley.assistant.changeSettings({ privacy: { ...defaultUserSettings.privacy, keepTranscripts: false } })
    await ask(parley, 'What is 2 + 3?', '2 + 3 is 5.')
    expect([(await parley.shown()).offTheRecord, await parley.titles()]).toEqual([true, []])
  })
})

describe('a notice alone', () => {
  it('is saved only together with messages', async () => {
    const parley = setUp()
    parley.assistant.warn({ code: 'x.y', message: 'Odd.', hint: '', displayable: true })
    expect(await parley.titles()).toEqual([])
    await ask(parley, 'What is 2 + 3?', '2 + 3 is 5.')
    const { id } = await parley.shown()
    expect((await parley.history.read(id)).transcript.items[0]).toMatchObject({ kind: 'notice' })
  })
})

describe('a conversation that is removed', () => {
  it('can be restored for 30 seconds, and is then erased', async () => {
    const parley = setUp()
    const { assistant, titles, clock, history } = parley
    const id = await kept(parley, written('My cat is called Tom'))
    await assistant.archive.remove([id])
    expect(await titles()).toEqual([])
    await assistant.archive.restore([id])
    await clock.advance(40_000)
    expect(await titles()).toEqual(['Of old'])
    await assistant.archive.remove([id])
    await clock.advance(40_000)
    await history.restore([id])
    expect(await titles()).toEqual([])
  })

  it('ends its session and disappears if it is the current one', async () => {
    const parley = setUp()
    await ask(parley, 'What is 2 + 3?', '2 + 3 is 5.')
    const { id } = await parley.shown()
    await parley.assistant.archive.remove([id])
    expect((await parley.shown()).id).not.toBe(id)
    expect([await parley.titles(), await parley.rig.words()]).toEqual([[], []])
  })
})

describe('forgetting everything', () => {
  it('leaves nothing, not even of the current conversation', async () => {
    const parley = setUp()
    await kept(parley, written('My cat is called Tom'))
    await ask(parley, 'What is 2 + 3?', '2 + 3 is 5.')
    await parley.assistant.archive.forget()
    expect([await parley.titles(), await parley.rig.words()]).toEqual([[], []])
    // What is said from now on is kept as ever.
    await ask(parley, 'What is 4 + 4?', '4 + 4 is 8.')
    expect(await parley.titles()).toEqual(['What is 4 + 4?'])
  })
})

describe('a title', () => {
  it('stays as the user sets it, and is the first words again when it is emptied', async () => {
    const parley = setUp()
    await ask(parley, 'What is 2 + 3?', '2 + 3 is 5.')
    const { id } = await parley.shown()
    await parley.assistant.archive.rename(id, 'Sums')
    expect([await parley.titles(), (await parley.shown()).title]).toEqual([['Sums'], 'Sums'])
    await parley.assistant.archive.rename(id, '')
    expect([await parley.titles(), (await parley.shown()).title]).toEqual([['What is 2 + 3?'], 'What is 2 + 3?'])
  })
})

describe('a conversation older than the limit', () => {
  it('is erased at the start unless it is pinned', async () => {
    const day = 86_400_000
    const history = new MemoryHistory(() => Date.now() - 40 * day)
    const take = (title: string) =>
      history.import({
        id: null,
        title,
        startedAt: 1000,
        model: null,
        endpoint: null,
        usage: noUsage,
        responses: [],
        items: [written(title)],
      })
    await take('Old')
    await history.pin([(await take('Dear')).id], true)
    const privacy = { ...defaultUserSettings.privacy, keepDays: 30 }
    const rig = assistantRig({ history }, { settings: { ...defaultUserSettings, privacy } })
    rigs.push(rig)
    const { conversations } = await rig.assistant.archive.list(null, 10)
    expect(conversations.map(({ title }) => title)).toEqual(['Dear'])
  })
})

describe('an export', () => {
  it('is one file for one conversation, and an archive for all of them', async () => {
    const parley = setUp()
    await kept(parley, written('My cat is called Tom'))
    await kept(parley, written('My dog is called Tim'))
    const [id = ''] = await parley.history.ids()
    const { archive } = parley.assistant
    await archive.export({ ids: [id], format: 'txt', withAudio: false })
    await archive.export({ ids: 'all', format: 'html', withAudio: false })
    expect(parley.saved.map(({ extension }) => extension)).toEqual(['txt', 'zip'])
    expect(await archive.markdown([id])).toContain('Tom')
  })
})

describe('a fault of the history', () => {
  it('is shown until it is over', async () => {
    const { assistant, history, rig } = setUp()
    const error = { code: 'storage.full', message: 'The disk is full.', hint: '', displayable: true }
    history.tell({ kind: 'trouble', error })
    expect((await assistant.snapshot()).storageTrouble).toEqual(error)
    history.tell({ kind: 'recovered' })
    expect((await assistant.snapshot()).storageTrouble).toBeNull()
    expect(rig.events('history.trouble')).toEqual([error, null])
  })
})

describe('a slow list of recordings', () => {
  it("doesn't hold up a window, and is reported later", async () => {
    const recordings = new MemoryRecordings()
    let answer: (found: readonly Recording[]) => void = () => undefined
    recordings.list = () => new Promise((resolve) => (answer = resolve))
    const rig = assistantRig({ recordings })
    rigs.push(rig)
    expect((await rig.assistant.snapshot()).conversation.recordings).toEqual([])
    const found = [{ itemId: 'item', contentIndex: 0, lengthMs: 900 }]
    answer(found)
    await rig.until(() => rig.events('recordings.changed').length > 0)
    expect(rig.events('recordings.changed')).toMatchObject([{ recordings: found }])
  })

  it('never counts as empty', async () => {
    const recordings = new MemoryRecordings()
    const clock = new ManualClock()
    const rig = assistantRig({ recordings, clock })
    rigs.push(rig)
    const { id: conversationId } = (await rig.assistant.snapshot()).conversation
    let answer: (found: readonly Recording[]) => void = () => undefined
    recordings.list = () => new Promise((resolve) => (answer = resolve))
    const key = { conversationId, itemId: 'item', contentIndex: 0 }
    recordings.add(key, new Int16Array(2400))
    recordings.finish(key)
    await clock.advance(60_000)
    const found = [{ itemId: 'item', contentIndex: 0, lengthMs: 100 }]
    answer(found)
    await rig.until(() => rig.events('recordings.changed').length > 0)
    expect(rig.events('recordings.changed')).toEqual([{ conversationId, recordings: found }])
  })
})

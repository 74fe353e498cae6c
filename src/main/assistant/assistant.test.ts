import { afterEach, describe, expect, it } from 'vitest'
import { type AssistantRig, assistantRig, memorySecrets } from '../../../test/support/assistant-rig'
import { fastClock } from '../../../test/support/fast-clock'
import { profileWith, settingsUsing, using } from '../../../test/support/profile-settings'
import type { Events } from '../../shared/ipc/contract'
import { appError, Failure } from '../../shared/ipc/result'
import { demoProfile } from '../../shared/profiles'
import { defaultUserSettings } from '../../shared/settings'

const rigs: AssistantRig[] = []

afterEach(async () => {
  await Promise.all(rigs.splice(0).map((rig) => rig.close()))
})

function rigWith(...options: Parameters<typeof assistantRig>): AssistantRig {
  const rig = assistantRig(...options)
  rigs.push(rig)
  return rig
}

const isAnswered = (text: string) => (rig: AssistantRig) => () =>
  JSON.stringify(rig.events('conversation.changed')).includes(text)

/** Types a turn, and waits until it is answered and the session waits for the next. */
async function ask(rig: AssistantRig, question: string, answer: string): Promise<void> {
  await rig.assistant.type(question)
  await rig.until(isAnswered(answer)(rig))
  await rig.until(() => rig.assistant.state.phase === 'ready' && rig.assistant.state.activity === 'waiting')
}

describe('a typed turn', () => {
  it('opens a session, is answered, and is free with the demo', async () => {
    const rig = rigWith()
    await ask(rig, 'What is 2 + 3?', '2 + 3 is 5.')
    expect(await rig.words()).toEqual(['What is 2 + 3?', '2 + 3 is 5.'])
    const snapshot = await rig.assistant.snapshot()
    expect(snapshot).toMatchObject({ session: { phase: 'ready' }, dollars: 0, keys: [] })
    expect(snapshot.usage.total).toBeGreaterThan(0)
    const { id, title } = snapshot.conversation
    expect(title).toBe('What is 2 + 3?')
    expect((await rig.assistant.archive.list(null, 10)).conversations).toMatchObject([{ id, title }])
  })

  it('is reported in numbered changes that match the snapshot', async () => {
    const rig = rigWith()
    await ask(rig, 'What is 2 + 3?', '2 + 3 is 5.')
    const { sequence } = await rig.assistant.snapshot()
    const numbers = rig.events('conversation.changed').map((change) => change.sequence)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
    expect(numbers.at(-1)).toBe(sequence)
  })

  it("fails if the server can't be reached, and loses nothing", async () => {
    const rig = rigWith({}, { settings: settingsUsing(openAi) })
    await expect(rig.assistant.type('Hello')).rejects.toMatchObject({ error: { code: 'endpoint.no_key' } })
    await rig.assistant.changeSettings({ profile: 'demo', mode: 'text' })
    await ask(rig, 'What is 1 + 1?', '1 + 1 is 2.')
    expect(await rig.words()).toEqual(['What is 1 + 1?', '1 + 1 is 2.'])
  })
})

const openAi = profileWith({ id: 'openai', kind: 'openai' })

describe('muted', () => {
  it('applies to the next session too', async () => {
    const rig = rigWith({ clock: fastClock(4) }, { settings: { ...defaultUserSettings, mode: 'server_vad' } })
    rig.assistant.mute(true)
    await ask(rig, 'What is 1 + 1?', '1 + 1 is 2.')
    expect(rig.assistant.state).toMatchObject({ muted: true, sending: false })
    await rig.assistant.stop()
    await ask(rig, 'What is 2 + 2?', '2 + 2 is 4.')
    expect(rig.assistant.state).toMatchObject({ muted: true, sending: false })
  })
})

describe('a session that is being opened', () => {
  it('uses a mode that is chosen while it opens', async () => {
    const rig = rigWith({}, { settings: { ...defaultUserSettings, mode: 'server_vad' } })
    const starting = rig.assistant.start()
    await rig.assistant.changeMode('ptt')
    await starting
    await rig.until(() => rig.assistant.state.phase === 'ready')
    expect(rig.assistant.state).toMatchObject({ mode: 'ptt' })
  })
})

describe('an item that is deleted', () => {
  it('is removed here and at the server, without a notice', async () => {
    const rig = rigWith()
    await ask(rig, 'What is 2 + 3?', '2 + 3 is 5.')
    const { items } = await rig.assistant.snapshot()
    for (const { id } of items) rig.assistant.removeItem(id)
    await rig.until(() => rig.assistant.diagnostics().recent.some(({ type }) => type === 'conversation.item.deleted'))
    expect(await rig.words()).toEqual([])
    expect((await rig.assistant.snapshot()).items).toEqual([])
  })
})

describe('the talk key', () => {
  it('opens a session, and talks in it as soon as it is open', async () => {
    const rig = rigWith({}, { settings: { ...defaultUserSettings, mode: 'ptt' } })
    await rig.assistant.talkKey.down('window')
    await rig.until(() => rig.assistant.state.phase === 'ready' && rig.assistant.state.sending)
    expect(rig.events('talk.changed')).toEqual(['held'])
    rig.assistant.talkKey.lose('window')
    expect(rig.assistant.state).toMatchObject({ phase: 'ready', sending: false })
    expect(rig.events('talk.changed')).toEqual(['held', 'silent'])
  })

  it('sends nothing if it comes up before the session is open', async () => {
    const rig = rigWith({}, { settings: { ...defaultUserSettings, mode: 'ptt' } })
    const begun = rig.assistant.talkKey.down('window')
    rig.assistant.talkKey.lose('window')
    await begun
    await rig.until(() => rig.assistant.state.phase === 'ready')
    expect(rig.events('session.state').some((state) => state.phase === 'ready' && state.sending)).toBe(false)
  })

  it('reports why no session can be opened', async () => {
    const rig = rigWith({}, { settings: { ...settingsUsing(openAi), mode: 'ptt' } })
    await expect(rig.assistant.talkKey.down('hotkey')).rejects.toMatchObject({ error: { code: 'endpoint.no_key' } })
    expect(rig.assistant.talkKey.state).toBe('silent')
  })

  it('reports levels while the microphone is open', async () => {
    const rig = rigWith({}, { settings: { ...defaultUserSettings, mode: 'ptt' } })
    await rig.assistant.start()
    await rig.until(() => rig.events('audio.levels').length > 0)
    expect(rig.events('audio.levels')[0]).toEqual({ microphone: 0, speaker: 0 })
  })
})

describe('a conversation', () => {
  it('continues in a new session, which gets its text', async () => {
    const rig = rigWith()
    await ask(rig, 'What is 2 + 3?', '2 + 3 is 5.')
    const { id } = (await rig.assistant.snapshot()).conversation
    await rig.assistant.stop()
    expect(rig.assistant.state).toEqual({ phase: 'closed', error: null })
    await ask(rig, 'What did I say before?', 'You said before: What is 2 + 3?')
    const snapshot = await rig.assistant.snapshot()
    expect(snapshot.conversation.id).toBe(id)
    expect(snapshot.items.map((item) => (item.kind === 'notice' ? item.code : item.kind))).toEqual([
      ...['message', 'message', 'session.told_all', 'message', 'message'],
    ])
  })

  it('continues on another server when the user switches', async () => {
    const rig = rigWith()
    await ask(rig, 'What is 2 + 3?', '2 + 3 is 5.')
    const { url } = await rig.startServer()
    await rig.assistant.changeSettings(using(profileWith({ address: url })))
    await ask(rig, 'What is 4 + 4?', '4 + 4 is 8.')
    expect(rig.endpoints.map((endpoint) => endpoint.name)).toEqual(['demo', new URL(url).host])
    expect(await rig.words()).toEqual(['What is 2 + 3?', '2 + 3 is 5.', 'What is 4 + 4?', '4 + 4 is 8.'])
    // What a server of somebody else charges is not known.
    expect(await rig.assistant.snapshot()).toMatchObject({ dollars: null })
  })

  it('that fails stays readable', async () => {
    const rig = rigWith()
    await ask(rig, 'What is 2 + 3?', '2 + 3 is 5.')
    await rig.assistant.changeSettings(using(profileWith({ address: 'nonsense' })))
    expect(rig.assistant.state.phase).toBe('closed')
    const { items } = await rig.assistant.snapshot()
    expect(items).toMatchObject([{ kind: 'message' }, { kind: 'message' }, { code: 'endpoint.bad_url' }])
  })

  it('stays in the history, can be opened, and gives way to the current one when the user talks', async () => {
    const rig = rigWith()
    await ask(rig, 'What is 2 + 3?', '2 + 3 is 5.')
    const first = (await rig.assistant.snapshot()).conversation.id
    await rig.assistant.newConversation()
    expect(await rig.assistant.snapshot()).toMatchObject({ items: [], session: { phase: 'idle' } })
    await rig.assistant.openConversation(first)
    expect((await rig.assistant.snapshot()).conversation).toMatchObject({ id: first, live: false })
    expect(await rig.words()).toEqual(['What is 2 + 3?', '2 + 3 is 5.'])
    await ask(rig, 'What is 4 + 4?', '4 + 4 is 8.')
    expect(await rig.words()).toEqual(['What is 4 + 4?', '4 + 4 is 8.'])
    const { conversations } = await rig.assistant.archive.list(null, 10)
    expect(conversations.map(({ title }) => title)).toEqual(['What is 4 + 4?', 'What is 2 + 3?'])
  })

  it('is reused while it is empty, and not listed', async () => {
    const rig = rigWith()
    const { conversation } = await rig.assistant.snapshot()
    await rig.assistant.newConversation()
    expect((await rig.assistant.snapshot()).conversation.id).toBe(conversation.id)
    expect(await rig.assistant.archive.list(null, 10)).toEqual({ conversations: [], next: null })
  })

  it('loses an item that is removed', async () => {
    const rig = rigWith()
    await ask(rig, 'What is 2 + 3?', '2 + 3 is 5.')
    const { items } = await rig.assistant.snapshot()
    rig.assistant.removeItem(items[0]!.id)
    expect(await rig.words()).toEqual(['2 + 3 is 5.'])
  })

  it('is exported under its title, unless it is empty', async () => {
    const rig = rigWith()
    await expect(rig.assistant.export('md')).rejects.toMatchObject({ error: { code: 'export.empty' } })
    await ask(rig, 'Read a/b: now', 'You said')
    expect(await rig.assistant.export('md')).toMatchObject({
      kind: 'download',
      name: expect.stringMatching(/^Parley \d{4}-\d\d-\d\d Read a b now\.md$/) as unknown,
    })
  })
})

describe('settings', () => {
  it('change one by one, are reported, and are saved', async () => {
    const rig = rigWith()
    await rig.assistant.changeSettings({ instructions: 'Be brief.' })
    expect(rig.assistant.settings).toEqual({ ...defaultUserSettings, mode: 'text', instructions: 'Be brief.' })
    expect(rig.events('settings.changed')).toEqual([rig.assistant.settings])
    expect(rig.saved).toEqual([rig.assistant.settings])
  })

  it("apply to this run if they can't be saved, with a notice", async () => {
    const save = () => Promise.reject(new Failure('settings.not_saved', { reason: 'ENOSPC' }))
    const rig = rigWith({ settings: { load: () => Promise.reject(new Error('unused')), save } })
    expect(await rig.assistant.changeSettings({ instructions: 'Be brief.' })).toMatchObject({
      instructions: 'Be brief.',
    })
    expect((await rig.assistant.snapshot()).items).toMatchObject([{ code: 'settings.not_saved' }])
  })

  it('cause one notice if they could not be read', async () => {
    const rig = rigWith({}, { notice: appError('settings.corrupt', { file: 'settings.json.old' }) })
    expect((await rig.assistant.snapshot()).items).toMatchObject([{ kind: 'notice', code: 'settings.corrupt' }])
  })

  it('keep the saved profile while this run uses the demo', async () => {
    const rig = rigWith({ demoOnly: true }, { settings: settingsUsing(openAi) })
    expect(rig.assistant.settings.profile).toBe('demo')
    await rig.assistant.changeSettings({ instructions: 'Be brief.' })
    expect(rig.saved[0]?.profile).toBe('openai')
    await rig.assistant.changeSettings({ profile: 'openai' })
    expect(rig.assistant.settings.profile).toBe('openai')
  })

  it('change the mode of the open session', async () => {
    const rig = rigWith()
    await rig.assistant.start()
    await rig.until(() => rig.assistant.state.phase === 'ready')
    await rig.assistant.changeMode('server_vad')
    expect(rig.assistant.state).toMatchObject({ phase: 'ready', mode: 'server_vad' })
  })
})

describe('a key', () => {
  const custom = (address: string) => profileWith({ address })

  it('is saved if the server accepts it', async () => {
    const rig = rigWith()
    const { url } = await rig.startServer()
    await rig.assistant.saveKey(custom(url), ' good-key ')
    await rig.assistant.changeSettings(using(custom(url)))
    expect((await rig.assistant.snapshot()).keys).toEqual(['tested'])
    await rig.assistant.removeKey('tested')
    expect((await rig.assistant.snapshot()).keys).toEqual([])
  })

  it('is not saved if the server refuses it, and appears in no message', async () => {
    const rig = rigWith()
    const { url } = await rig.startServer()
    const error: unknown = await rig.assistant.saveKey(custom(url), 'invalid').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ error: { code: 'endpoint.unauthorized' } })
    expect((await rig.assistant.snapshot()).keys).toEqual([])
  })

  it('is used to test its server once it is saved', async () => {
    const rig = rigWith({ secrets: memorySecrets({ tested: 'invalid' }) })
    const { url } = await rig.startServer()
    await expect(rig.assistant.testEndpoint(custom(url))).rejects.toMatchObject({
      error: { code: 'endpoint.unauthorized' },
    })
    await rig.assistant.testEndpoint(demoProfile)
  })
})

describe('a key without encryption', () => {
  const openly = profileWith({ id: 'openly', address: 'ws://voice.example:8000/v1/realtime' })
  const rigWithKey = () => rigWith({ secrets: memorySecrets({ openly: 'key' }) }, { settings: settingsUsing(openly) })
  const refusal = { error: { code: 'endpoint.unencrypted' } }

  it('is not sent before the user agrees', async () => {
    const rig = rigWithKey()
    await expect(rig.assistant.testEndpoint(openly)).rejects.toMatchObject(refusal)
    await expect(rig.assistant.saveKey(openly, 'another')).rejects.toMatchObject(refusal)
    await expect(rig.assistant.type('Hello')).rejects.toMatchObject(refusal)
    expect(rig.endpoints).toEqual([])
  })

  it("is not sent to an address that the user didn't agree to", async () => {
    const moved = { ...openly, unencryptedAddress: 'ws://other.example/v1/realtime' }
    await expect(rigWithKey().assistant.testEndpoint(moved)).rejects.toMatchObject(refusal)
  })

  it('is sent to the address that was agreed to', async () => {
    const transportTo = () => {
      throw new Failure('app.closing')
    }
    const rig = rigWith({ secrets: memorySecrets({ openly: 'key' }), transportTo })
    const agreed = { ...openly, unencryptedAddress: openly.address }
    await expect(rig.assistant.testEndpoint(agreed)).rejects.toMatchObject({ error: { code: 'app.closing' } })
  })
})

describe('a profile that is removed', () => {
  it('loses its key, and the demo takes its place', async () => {
    const secrets = memorySecrets({ tested: 'key', openai: 'another' })
    const rig = rigWith({ secrets }, { settings: settingsUsing(profileWith({})) })
    await rig.assistant.changeSettings({ profiles: [demoProfile, openAi] })
    expect([await secrets.has('tested'), await secrets.has('openai')]).toEqual([false, true])
    expect(rig.assistant.settings.profile).toBe('demo')
  })
})

describe('the rest', () => {
  it('counts what the server sent, and shows the last of it', async () => {
    const rig = rigWith()
    await ask(rig, 'What is 2 + 3?', '2 + 3 is 5.')
    const { counts, recent, unknown, malformed } = rig.assistant.diagnostics()
    expect(counts).toContainEqual({ type: 'response.done', count: 1, known: true })
    expect(recent.map(({ type }) => type)).toContain('session.created')
    expect([unknown, malformed]).toEqual([0, 0])
  })

  it('opens listed links only', async () => {
    const opened: string[] = []
    const rig = rigWith({ openLink: (url) => Promise.resolve(void opened.push(url)) })
    await rig.assistant.openLink('https://platform.openai.com/api-keys')
    for (const url of ['http://platform.openai.com/', 'file:///etc/passwd', 'https://platform.openai.com.evil.example'])
      await expect(rig.assistant.openLink(url)).rejects.toMatchObject({ error: { code: 'links.refused' } })
    expect(opened).toEqual(['https://platform.openai.com/api-keys'])
  })

  it('passes on menu commands', () => {
    const rig = rigWith()
    rig.assistant.command('export')
    expect(rig.events('command')).toEqual([{ name: 'export' }] satisfies Events['command'][])
  })

  it('starts nothing after close()', async () => {
    const rig = rigWith()
    await rig.assistant.start()
    await rig.assistant.close()
    expect(rig.assistant.state).toEqual({ phase: 'closed', error: null })
    await expect(rig.assistant.type('Hello')).rejects.toMatchObject({ error: { code: 'app.closing' } })
  })
})

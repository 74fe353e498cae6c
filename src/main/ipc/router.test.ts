import { afterEach, describe, expect, it } from 'vitest'
import { type AssistantRig, assistantRig } from '../../../test/support/assistant-rig'
import { requests } from '../../shared/ipc/contract'
import { createRouter } from './router'

const rigs: AssistantRig[] = []

afterEach(async () => {
  await Promise.all(rigs.splice(0).map((rig) => rig.close()))
})

function setUp() {
  const rig = assistantRig()
  rigs.push(rig)
  return { rig, router: createRouter(rig.assistant) }
}

describe('the router', () => {
  it('answers a request', async () => {
    const { router } = setUp()
    expect(await router.handle('app.snapshot', undefined)).toMatchObject({
      ok: true,
      value: { host: 'web', items: [] },
    })
  })

  it.each(['nonsense', 'toString', '__proto__', 'constructor', ''])(
    'refuses the unknown request “%s”',
    async (name) => {
      const { router } = setUp()
      expect(await router.handle(name, undefined)).toMatchObject({ ok: false, error: { code: 'ipc.unknown_request' } })
    },
  )

  it.each([
    ['session.type', { text: '' }],
    ['session.type', { text: 'x'.repeat(100_001) }],
    ['session.type', undefined],
    ['session.changeMode', { mode: 'loud' }],
    ['session.start', { surprise: true }],
    ['history.export', { ids: 'all', format: 'exe', withAudio: false }],
    ['history.export', { ids: [], format: 'md', withAudio: false }],
    ['history.search', { query: 'x'.repeat(2000) }],
    ['settings.change', { voiceDetection: { threshold: 7 } }],
    ['links.open', { url: 'not a link' }],
  ])('refuses a payload that does not fit: %s', async (name, input) => {
    const { router } = setUp()
    expect(await router.handle(name, input)).toMatchObject({ ok: false, error: { code: 'ipc.bad_payload' } })
  })

  it('answers what a handler throws as a failure, also when it was no Failure', async () => {
    const { router, rig } = setUp()
    expect(await router.handle('conversation.open', { id: 'gone' })).toMatchObject({
      ok: false,
      error: { code: 'conversation.not_found' },
    })
    rig.assistant.snapshot = () => Promise.reject(new TypeError('broken'))
    expect(await router.handle('app.snapshot', undefined)).toMatchObject({
      ok: false,
      error: { code: 'internal.unexpected', displayable: false },
    })
  })

  it('changes only the settings that are named', async () => {
    const { router, rig } = setUp()
    await router.handle('settings.change', { instructions: 'Be brief.' })
    await router.handle('settings.change', { appearance: { theme: 'dark', language: 'de' } })
    expect(rig.assistant.settings).toMatchObject({
      instructions: 'Be brief.',
      mode: 'text',
      appearance: { theme: 'dark' },
    })
  })

  it('has a handler for each request of the contract', async () => {
    const { router } = setUp()
    for (const name of Object.keys(requests)) {
      const result = await router.handle(name, { unexpected: Symbol('never valid') })
      expect([name, result]).not.toMatchObject([name, { error: { code: 'internal.unexpected' } }])
    }
  })

  it('tells those who listen what happens, until they stop', async () => {
    const { router } = setUp()
    const heard: string[] = []
    const stop = router.subscribe((name) => heard.push(name))
    await router.handle('settings.change', { voice: 'cedar' })
    stop()
    await router.handle('settings.change', { voice: 'marin' })
    expect(heard).toEqual(['settings.changed'])
  })
})

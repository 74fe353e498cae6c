import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { EchoStatus } from '../../../shared/ipc/contract'
import type { ReadySession, SessionState } from '../../../shared/session/state'

/** What these tests use of the store. */
interface SessionStore {
  readonly echo: EchoStatus
  readonly silent: boolean
  replace(next: SessionState): void
  replaceEcho(next: EchoStatus): void
  replaceSilence(next: { readonly silent: boolean }): void
}

const ready: ReadySession = {
  phase: 'ready',
  mode: 'ptt',
  activity: 'waiting',
  sending: false,
  muted: false,
  microphoneOpen: true,
}
const closed: SessionState = { phase: 'closed', error: null }
const none: EchoStatus = { active: false, erleDb: null }
const cancelled: EchoStatus = { active: true, erleDb: 38 }

describe('what the window knows of the session', () => {
  let session: SessionStore

  beforeEach(async () => {
    setActivePinia(createPinia())
    // At run time, since the window's modules are written for the DOM, which tests are compiled without.
    const { useSession } = await vi.importActual<{ useSession: () => SessionStore }>('./session')
    session = useSession()
  })

  it('is what was told of the echo, as long as the session is open', () => {
    expect(session.echo).toEqual(none)
    session.replace(ready)
    session.replaceEcho(cancelled)
    expect(session.echo).toEqual(cancelled)
    session.replace({ ...ready, activity: 'speaking' })
    expect(session.echo).toEqual(cancelled)
    session.replace(closed)
    expect(session.echo).toEqual(none)
    session.replace(ready)
    expect(session.echo).toEqual(none)
  })

  it('is nothing of an echo that is told of after the session', () => {
    session.replace(ready)
    session.replace(closed)
    session.replaceEcho(cancelled)
    expect(session.echo).toEqual(none)
    session.replace({ phase: 'connecting' })
    session.replace(ready)
    expect(session.echo).toEqual(none)
  })

  it('is whether nothing comes from the microphone', () => {
    session.replaceSilence({ silent: true })
    expect(session.silent).toBe(true)
    session.replaceSilence({ silent: false })
    expect(session.silent).toBe(false)
  })
})

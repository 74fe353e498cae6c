import { PassThrough } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import { RealtimeClient } from '../../../test/support/realtime-client'
import { resourcesDirectory } from '../../../test/support/sounds'
import { systemClock } from '../clock/system-clock'
import { runSim } from './sim'

const running: { abort: AbortController; exit: Promise<number> }[] = []

afterEach(async () => {
  for (const { abort, exit } of running.splice(0)) {
    abort.abort()
    await exit
  }
})

function run(...argv: string[]) {
  const abort = new AbortController()
  const stdout = new PassThrough({ encoding: 'utf8' })
  const context = { stdout, stderr: new PassThrough(), resourcesDirectory, clock: systemClock, signal: abort.signal }
  return { abort, stdout, exit: runSim(argv, context) }
}

/** Starts the command, and waits for its first line. */
async function sim(...argv: string[]) {
  const { abort, stdout, exit } = run(...argv)
  running.push({ abort, exit })
  const url = await new Promise<string>((resolve, reject) => {
    stdout.once('data', (text: string) => resolve(text.trimEnd()))
    exit.catch(reject)
  })
  return { url, abort, exit }
}

const failureOf = (...argv: string[]) =>
  run(...argv)
    .exit.then(() => null)
    .catch((failure: unknown) => failure)

describe('sim', () => {
  it('prints where it listens, serves, and ends with 0 when it is told to', async () => {
    const { url, abort, exit } = await sim()
    expect(url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/v1\/realtime$/)
    const client = await RealtimeClient.connect(url)
    await client.next('session.created')
    abort.abort()
    expect(await exit).toBe(0)
    expect(await client.closed).toMatchObject({ code: 1001 })
  })

  it('speaks the dialect it is told to, for as long as it is told to, with the faults it is told of', async () => {
    const flags = ['--dialect', 'beta', '--session-cap-minutes', '30', '--fault', 'conversation.created:1:close:4242']
    const { url } = await sim(...flags)
    const client = await RealtimeClient.connect(url)
    const { session } = await client.next('session.created')
    const minutes = ((session as { expires_at: number }).expires_at - Date.now() / 1000) / 60
    expect(Math.round(minutes)).toBe(30)
    expect(session).toMatchObject({ modalities: ['text', 'audio'] })
    expect(await client.closed).toMatchObject({ code: 4242 })
  })

  it('has sound of the rate it is told to', async () => {
    const { url } = await sim('--rate', '16000')
    const client = await RealtimeClient.connect(url)
    expect(await client.next('session.created')).toMatchObject({
      session: { audio: { input: { format: { rate: 16_000 } }, output: { format: { rate: 16_000 } } } },
    })
  })

  it('says when its port is taken', async () => {
    const { url } = await sim()
    const { port } = new URL(url)
    expect(await failureOf('--port', port)).toMatchObject({
      error: { code: 'sim.port_in_use', message: `Port ${port} is in use.` },
    })
  })

  it.each([
    ['--port', 'abc'],
    ['--port', '70000'],
    ['--port', ''],
    ['--dialect', 'klingon'],
    ['--rate', '7999'],
    ['--rate', 'high'],
    ['--session-cap-minutes', '0'],
    ['--session-cap-minutes', 'soon'],
    ['--fault', 'response.done'],
  ])('refuses %s %s', async (...argv) => {
    expect(await failureOf(...argv)).toMatchObject({ error: { code: 'usage.bad_flag' } })
  })

  it.each([
    ['--colour', 'usage.unknown_flag'],
    ['stray', 'usage.bad_argument'],
  ])('does not know %s', async (argument, code) => {
    expect(await failureOf(argument)).toMatchObject({ error: { code } })
  })

  it('explains itself', async () => {
    const { stdout, exit } = run('--help')
    expect(await exit).toBe(0)
    expect(stdout.read()).toContain('--fault')
  })
})

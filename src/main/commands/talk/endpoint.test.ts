import { expect, it } from 'vitest'
import { runCaptured } from '../../../../test/support/captured-command'
import type { Command } from '../context'
import { resolveEndpoint } from './endpoint'
import { parseTalkOptions } from './options'

const resolving: Command = async (flags, context) => {
  const options = parseTalkOptions(flags)
  if (options) await (await resolveEndpoint(options, context)).close()
  return 0
}

const saidOf = async (...flags: readonly string[]): Promise<string> =>
  (await runCaptured(resolving, flags, { environment: { SOME_KEY: 'key' } })).stderr

it('warns before a key is sent without encryption', async () => {
  const said = await saidOf('--endpoint', 'ws://voice.example/v1/realtime', '--key-env', 'SOME_KEY')
  expect(said).toMatch(/^Warning: .*not encrypted.*wss:\/\/ address\.\n$/)
})

it.each([
  ['no key is sent', ['--endpoint', 'ws://voice.example/v1/realtime']],
  ['it is encrypted', ['--endpoint', 'wss://voice.example/v1/realtime', '--key-env', 'SOME_KEY']],
  ['it stays on this machine', ['--endpoint', 'ws://127.0.0.1:9/v1/realtime', '--key-env', 'SOME_KEY']],
])('does not warn where %s', async (_case, flags) => {
  expect(await saidOf(...flags)).toBe('')
})

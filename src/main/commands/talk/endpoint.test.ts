import { expect, it } from 'vitest'
import { runCaptured } from '../../../../test/support/captured-command'
import type { Command } from '../context'
import { resolveEndpoint } from './endpoint'
import { parseTalkOptions } from './options'

const resolving: Command = async (flags, context) => {
  const options = parseTalkOptions(flags)
  if (!options) return 0
  const endpoint = await resolveEndpoint(options, context)
  const { profile, model, key } = endpoint
  await endpoint.close()
  context.stdout.write(JSON.stringify({ name: profile.name, url: profile.url, dialect: profile.dialect, model, key }))
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

const environment = { OPENAI_API_KEY: 'for-openai', XAI_API_KEY: 'for-xai', INWORLD_API_KEY: 'for-inworld' }
const resolved = async (...flags: readonly string[]): Promise<unknown> =>
  JSON.parse((await runCaptured(resolving, flags, { environment })).stdout)

it.each([
  ['openai', { url: 'wss://api.openai.com/v1/realtime', model: 'gpt-realtime-2.1', key: 'for-openai' }],
  ['xai', { name: 'xAI', url: 'wss://api.x.ai/v1/realtime', model: 'grok-voice-latest', key: 'for-xai' }],
  ['speaches:ws://127.0.0.1:8000/v1/realtime', { url: 'ws://127.0.0.1:8000/v1/realtime', dialect: 'beta', model: '' }],
  ['vllm_omni:ws://127.0.0.1:8000/v1/realtime', { name: 'vLLM-Omni', dialect: 'auto' }],
  ['inworld', { url: expect.stringMatching(/\?key=[\da-f-]{36}&/) as string }],
  ['ws://127.0.0.1:9/v1/realtime', { name: '127.0.0.1:9', model: 'gpt-realtime-2.1' }],
])('knows what there is to know of %s', async (endpoint, known) => {
  expect(await resolved('--endpoint', endpoint)).toMatchObject(known)
})

it('takes the host of a resource, a model and a key from the user', async () => {
  const flags = ['--endpoint', 'azure:me.openai.azure.com', '--model', 'mine', '--key-env', 'XAI_API_KEY']
  const url = 'wss://me.openai.azure.com/openai/v1/realtime'
  expect(await resolved(...flags)).toMatchObject({ url, model: 'mine', key: 'for-xai' })
})

it.each([
  ['localai', /contains no server address/],
  ['qwen-omni', /DASHSCOPE_API_KEY is not set/],
])('says what is missing for %s', async (endpoint, said) => {
  await expect(resolved('--endpoint', endpoint)).rejects.toThrow(said)
})

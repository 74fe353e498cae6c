import { describe, expect, it } from 'vitest'
import { typed, useDemoServers } from '../../../test/support/demo-server'
import type { RealtimeClient } from '../../../test/support/realtime-client'
import { sine } from '../../../test/support/tones'
import { base64Samples } from '../../shared/audio-format'
import { samplesToBase64 } from './audio/base64'

const { connect } = useDemoServers()

const format = (rate: number) => ({ type: 'audio/pcm', rate })
const rates = (audio: object) => ({ type: 'session.update', session: { type: 'realtime', audio } })
const manual = rates({ input: { turn_detection: null } })

/** Says a tone, and answers how many samples of sound came back. */
async function samplesBack(client: RealtimeClient, tone: Int16Array): Promise<number> {
  const before = client.ofType('response.output_audio.delta').length
  client.send({ type: 'input_audio_buffer.append', audio: samplesToBase64(tone) })
  client.send({ type: 'input_audio_buffer.commit' })
  client.send({ type: 'response.create' })
  await client.next('response.done')
  const deltas = client.ofType('response.output_audio.delta').slice(before)
  return deltas.reduce((sum, { delta }) => sum + base64Samples(String(delta)), 0)
}

describe('a session at 16 kHz', () => {
  it('takes and gives sound at that rate', async () => {
    const client = await connect({ rate: 16_000 })
    client.send(manual)
    expect(await samplesBack(client, sine(500, 16_000, 8_000))).toBe(8_000)
    expect(await samplesBack(client, sine(500, 16_000, 16_001))).toBe(16_001)
  })

  it('changes to 24 kHz on request, in each direction by itself', async () => {
    const client = await connect({ rate: 16_000 })
    client.send(manual)
    client.send(rates({ output: { format: format(24_000) } }))
    expect(await samplesBack(client, sine(500, 16_000, 8_000))).toBe(12_000)
    client.send(rates({ input: { format: format(24_000) } }))
    expect(await samplesBack(client, sine(500, 24_000, 12_000))).toBe(12_000)
    expect(client.ofType('session.updated').at(-1)).toMatchObject({
      session: { audio: { input: { format: format(24_000) }, output: { format: format(24_000) } } },
    })
  })

  it('is not changed by what names no rate', async () => {
    const client = await connect({ rate: 16_000 })
    client.send(manual)
    client.send(rates({ input: { format: { type: 'audio/pcm' } }, output: { format: { type: 'audio/pcm' } } }))
    expect(await samplesBack(client, sine(500, 16_000, 8_000))).toBe(8_000)
  })

  it('counts time as ever: an answer is truncated by milliseconds', async () => {
    const client = await connect({ rate: 16_000 })
    client.send(manual)
    await samplesBack(client, sine(500, 16_000, 8_000))
    const { id } = client.ofType('response.output_item.done').at(-1)?.item as { id: string }
    const truncate = (audio_end_ms: number) =>
      client.send({ type: 'conversation.item.truncate', item_id: id, content_index: 0, audio_end_ms })
    truncate(501)
    expect(await client.next('error')).toMatchObject({ error: { message: expect.stringContaining('500ms') } })
    truncate(500)
    await client.next('conversation.item.truncated')
  })

  it('has words as ever', async () => {
    const client = await connect({ rate: 16_000 })
    client.send(typed('hello'))
    client.send({ type: 'response.create' })
    expect(await client.next('response.done')).toMatchObject({
      response: { audio: { output: { format: format(16_000) } } },
    })
  })
})

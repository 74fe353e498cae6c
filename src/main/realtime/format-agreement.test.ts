import { describe, expect, it } from 'vitest'
import type { ClientEvent } from '../../shared/realtime/client-events'
import { defaultSettings, type EndpointRates, toSessionUpdate } from '../../shared/realtime/session-config'
import { FormatAgreement } from './format-agreement'
import { pcm } from './wire-format'

const usual: EndpointRates = { input: 24_000, output: 24_000 }
const low: EndpointRates = { input: 16_000, output: 16_000 }

const format = (rate: number) => ({ type: 'audio/pcm', rate })
const session = (rate: number) => ({ audio: { input: { format: format(rate) }, output: { format: format(rate) } } })
const update = toSessionUpdate(defaultSettings)

const agreement = (profile = usual) => {
  const formats = new FormatAgreement(profile)
  return {
    hear: (type: string, said?: object) => formats.hear({ type, session: said }),
    ask: () => asked(formats.ask(update)),
    now: () => [formats.input, formats.output],
  }
}

function asked(event: ClientEvent) {
  if (event.type !== 'session.update' || event.session.type !== 'realtime') throw new Error('no update of a session')
  return [event.session.audio?.input?.format, event.session.audio?.output?.format]
}

describe('the formats of a connection', () => {
  it('are those of the profile until the server says otherwise', () => {
    const { hear, now } = agreement(low)
    expect(now()).toEqual([pcm(16_000), pcm(16_000)])
    hear('session.created', { audio: { output: { format: format(24_000) } } })
    expect(now()).toEqual([pcm(16_000), pcm(24_000)])
    hear('session.updated', { audio: { output: { format: 'opus' } } })
    expect(now()).toEqual([pcm(16_000), { encoding: 'unknown', name: 'opus' }])
  })

  it('are not changed by other events, or by a session that says nothing', () => {
    const { hear, now } = agreement()
    hear('response.created', session(16_000))
    hear('session.created', { instructions: 'Be brief.' })
    expect(now()).toEqual([pcm(24_000), pcm(24_000)])
  })

  it('stay at the profile’s rate where the server names PCM and no rate, as in the beta', () => {
    const { hear, now } = agreement({ input: 16_000, output: 24_000 })
    hear('session.created', { input_audio_format: 'pcm16', output_audio_format: 'pcm16' })
    expect(now()).toEqual([pcm(16_000), pcm(24_000)])
  })

  it('stay at the rate that the server named before where it names none', () => {
    const { hear, now } = agreement()
    hear('session.created', session(16_000))
    hear('session.updated', { audio: { input: { format: { type: 'audio/pcm' } } } })
    expect(now()).toEqual([pcm(16_000), pcm(16_000)])
  })
})

describe('what is asked for', () => {
  it('is nothing of a server that knows no formats; what it says of its own counts', () => {
    const formats = new FormatAgreement(low, false)
    expect(formats.ask(update)).toBe(update)
    expect([formats.input, formats.output]).toEqual([pcm(16_000), pcm(16_000)])
    formats.hear({ type: 'session.updated', session: session(24_000) })
    expect([formats.input, formats.output]).toEqual([pcm(24_000), pcm(24_000)])
  })

  it('is nothing more of a server that refuses to be asked, in whatever shape', () => {
    for (const error of [{ message: 'input_audio_format can’t be set' }, 'audio format is fixed']) {
      const formats = new FormatAgreement(low)
      formats.hear({ type: 'session.created', session: session(24_000) })
      formats.ask(update)
      formats.hear({ type: 'error', error })
      expect(formats.ask(update)).toBe(update)
      expect([formats.input, formats.output]).toEqual([pcm(24_000), pcm(24_000)])
    }
  })

  it('leaves the rest of the settings as they are', () => {
    const event = new FormatAgreement(usual).ask(update)
    const audio = {
      input: { turn_detection: null, transcription: defaultSettings.transcription },
      output: { voice: 'marin' },
    }
    expect(event).toMatchObject({ type: 'session.update', session: { ...update.session, audio } })
  })

  it('are the rates that the server has, so that it does not refuse all the rest', () => {
    const { hear, ask, now } = agreement()
    hear('session.created', session(16_000))
    expect(ask()).toEqual([format(16_000), format(16_000)])
    expect(now()).toEqual([pcm(16_000), pcm(16_000)])
  })

  it('are the profile’s rates where it has its own, and they count at once', () => {
    const { hear, ask, now } = agreement(low)
    hear('session.created', session(24_000))
    expect(ask()).toEqual([format(16_000), format(16_000)])
    expect(now()).toEqual([pcm(16_000), pcm(16_000)])
  })

  it('count no more once the server has answered otherwise, and are not asked for again', () => {
    const { hear, ask, now } = agreement(low)
    hear('session.created', session(24_000))
    ask()
    hear('session.updated', session(24_000))
    expect(now()).toEqual([pcm(24_000), pcm(24_000)])
    expect(ask()).toEqual([format(24_000), format(24_000)])
  })

  it('count no more once the server has refused', () => {
    const { hear, ask, now } = agreement(low)
    hear('session.created', session(24_000))
    ask()
    hear('error')
    expect(now()).toEqual([pcm(24_000), pcm(24_000)])
  })

  it('count on whatever goes wrong after the server has answered', () => {
    const { hear, ask, now } = agreement(low)
    hear('session.created', session(24_000))
    ask()
    hear('session.updated', session(16_000))
    hear('error')
    expect(now()).toEqual([pcm(16_000), pcm(16_000)])
  })

  it('is PCM of a server that begins with something else; what is unknown stays so until it says PCM', () => {
    const { hear, ask, now } = agreement()
    hear('session.created', { audio: { input: { format: 'g711_ulaw' }, output: { format: 'opus' } } })
    expect(ask()).toEqual([format(24_000), format(24_000)])
    expect(now()).toEqual([pcm(24_000), { encoding: 'unknown', name: 'opus' }])
    hear('session.updated', session(24_000))
    expect(now()).toEqual([pcm(24_000), pcm(24_000)])
  })

  it('is telephone sound of a server that insists on it', () => {
    const { hear, ask } = agreement()
    const telephone = { audio: { input: { format: 'g711_ulaw' }, output: { format: 'g711_alaw' } } }
    hear('session.created', telephone)
    ask()
    hear('session.updated', telephone)
    expect(ask()).toEqual([{ type: 'audio/pcmu' }, { type: 'audio/pcma' }])
  })
})

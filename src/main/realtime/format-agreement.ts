import { SAMPLE_RATE } from '../../shared/audio-format'
import type { ClientEvent } from '../../shared/realtime/client-events'
import { regular } from '../../shared/realtime/irregular-events'
import { refusedSetting } from '../../shared/realtime/refused-setting'
import type { EndpointRates } from '../../shared/realtime/session-config'
import { errorSchema, type WireEvent } from '../../shared/realtime/wire'
import { pcm, type StatedFormat, statedFormats, toGa, type WireFormat } from './wire-format'

type SessionUpdate = Extract<ClientEvent, { type: 'session.update' }>

interface Formats {
  readonly input: StatedFormat
  readonly output: StatedFormat
}

/**
 * The formats in which sound travels on one connection. They begin as the endpoint's profile has them; what the server
 * says of its session counts from then on; and what is asked for counts from the asking, since servers take one event
 * after the other.
 */
export class FormatAgreement {
  readonly #profile: EndpointRates
  #canAsk: boolean
  #formats: Formats
  /** What counted before the server was asked for something that it has not answered yet. */
  #before: Formats | null = null
  #asked = false

  /** @param canAsk whether the server knows formats as a setting; one that doesn't is asked for none */
  constructor(profile: EndpointRates, canAsk = true) {
    this.#profile = profile
    this.#canAsk = canAsk
    this.#formats = { input: pcm(profile.input), output: pcm(profile.output) }
  }

  get input(): StatedFormat {
    return this.#formats.input
  }

  get output(): StatedFormat {
    return this.#formats.output
  }

  /** Takes in what the server says, in its own dialect. */
  hear(event: WireEvent): void {
    if (event.type === 'error' && this.#before) {
      this.#formats = this.#before // a server that refuses one thing refuses the whole update
      this.#before = null
      // Those who send the settings again leave out what was refused, and formats are added here.
      if (isAboutFormats(event)) this.#canAsk = false
    }
    if (event.type !== 'session.created' && event.type !== 'session.updated') return
    this.#before = null
    const known = { input: this.#rateOf('input'), output: this.#rateOf('output') }
    const { input, output } = statedFormats(event, known)
    this.#formats = { input: input ?? this.input, output: output ?? this.output }
  }

  /**
   * Completes a `session.update` with the formats to go on in: at first those of a profile that has rates of its own, else
   * the PCM that the server has already. Asking again for what it did not give would have strict servers refuse it all.
   */
  ask(update: SessionUpdate): SessionUpdate {
    const { session } = update
    if (session.type !== 'realtime' || !this.#canAsk) return update
    const wanted = { input: this.#wanted('input'), output: this.#wanted('output') }
    this.#asked = true
    this.#before = this.#formats
    this.#formats = {
      input: this.input.encoding === 'unknown' ? this.input : wanted.input,
      output: this.output.encoding === 'unknown' ? this.output : wanted.output,
    }
    const { audio } = session
    const asked = {
      ...audio,
      input: { ...audio?.input, format: toGa(wanted.input) },
      output: { ...audio?.output, format: toGa(wanted.output) },
    }
    // The SDK knows OpenAI's one rate only.
    return { ...update, session: { ...session, audio: asked as NonNullable<typeof audio> } }
  }

  #wanted(side: keyof EndpointRates): WireFormat {
    const inForce = this.#formats[side]
    const profile = pcm(this.#profile[side])
    if (inForce.encoding === 'unknown') return profile
    const hasOwnRate = profile.rate !== SAMPLE_RATE
    return !this.#asked && (hasOwnRate || inForce.encoding !== 'pcm') ? profile : inForce
  }

  /** The rate that is meant where the server names none. */
  #rateOf(side: keyof EndpointRates): number {
    const inForce = this.#formats[side]
    return inForce.encoding === 'pcm' ? inForce.rate : this.#profile[side]
  }
}

const isAboutFormats = (event: WireEvent): boolean => {
  const { success, data } = errorSchema.safeParse(regular(event).error)
  return success && refusedSetting(data) === 'formats'
}

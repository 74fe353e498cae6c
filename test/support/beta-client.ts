import type { RealtimeClientEvent, RealtimeServerEvent } from 'openai/resources/beta/realtime/realtime'
import { bytesToSamples, concatSamples } from '../../src/main/audio/pcm'
import { RealtimeClient } from './realtime-client'

type EventOf<T extends RealtimeServerEvent['type']> = Extract<RealtimeServerEvent, { type: T }>

/** A client of the 2024-10 protocol, held to OpenAI's published types of it. */
export class BetaClient {
  readonly #client: RealtimeClient

  private constructor(client: RealtimeClient) {
    this.#client = client
  }

  static async connect(url: string): Promise<BetaClient> {
    const headers = { Authorization: 'Bearer any', 'OpenAI-Beta': 'realtime=v1' }
    return new BetaClient(await RealtimeClient.connect(url, headers))
  }

  send(event: RealtimeClientEvent): void {
    this.#client.send({ ...event })
  }

  say(text: string): void {
    const content = [{ type: 'input_text' as const, text }]
    this.send({ type: 'conversation.item.create', item: { type: 'message', role: 'user', content } })
  }

  speak(samples: Int16Array): void {
    this.#client.speak(samples)
  }

  async next<T extends RealtimeServerEvent['type']>(type: T): Promise<EventOf<T>> {
    return (await this.#client.next(type)) as unknown as EventOf<T>
  }

  of<T extends RealtimeServerEvent['type']>(type: T): EventOf<T>[] {
    return this.#client.ofType(type) as unknown as EventOf<T>[]
  }

  /** All deltas of a kind, joined. */
  deltas(type: 'response.text.delta' | 'response.audio_transcript.delta'): string {
    return this.of(type)
      .map((event) => event.delta)
      .join('')
  }

  /** All that was spoken to the client, as samples. */
  heard(): Int16Array {
    return concatSamples(
      this.of('response.audio.delta').map(({ delta }) => bytesToSamples(Buffer.from(delta, 'base64'))),
    )
  }

  close(): void {
    this.#client.close()
  }
}

import type { EventRecordingStatus, ExportOutcome } from '../../../shared/ipc/contract'
import { type AppError, Failure } from '../../../shared/ipc/result'
import { recordTraffic } from '../../../shared/realtime/record-traffic'
import type { TrafficListener } from '../../../shared/realtime/traffic'
import { InOrder } from '../../../shared/in-order'
import type { AssistantPorts, EventFileWriter } from '../../ports/assistant'

interface EventRecordingParts {
  readonly ports: Pick<AssistantPorts, 'clock' | 'eventFile' | 'saveFile'>
  /** The keys in use. */
  readonly secrets: () => readonly string[]
  /** Whether events may be written down at the moment: those of conversations off the record may not. */
  readonly mayRecord: () => boolean
  readonly tell: (status: EventRecordingStatus) => void
  /** Told when a recording ends because its file can't be written. */
  readonly warn: (error: AppError) => void
}

interface Running {
  readonly file: EventFileWriter
  readonly traffic: TrafficListener
  readonly withAudio: boolean
}

/** Records what goes over connections while the user wants that, and keeps the last recording until it is removed. */
export class EventRecording {
  readonly #parts: EventRecordingParts
  readonly #order = new InOrder()
  #running: Running | null = null

  constructor(parts: EventRecordingParts) {
    this.#parts = parts
  }

  /** Sees the traffic of every connection. */
  readonly traffic: TrafficListener = {
    sent: (event) => this.#current?.sent(event),
    received: (frame) => this.#current?.received(frame),
  }

  async status(): Promise<EventRecordingStatus> {
    if (this.#running) return { kind: 'running', withAudio: this.#running.withAudio }
    const bytes = await this.#parts.ports.eventFile.size()
    return bytes === null ? { kind: 'none' } : { kind: 'kept', bytes }
  }

  /** Begins a recording, in place of the last one. @throws Failure `diagnostics.not_recorded` */
  start(withAudio: boolean): Promise<void> {
    return this.#order.run(async () => {
      await this.#end()
      const { ports, secrets } = this.#parts
      const file = await ports.eventFile.begin((error) => this.#fail(error))
      const write = (line: string): void => file.write(line)
      this.#running = { file, withAudio, traffic: recordTraffic({ clock: ports.clock, secrets, withAudio, write }) }
      await this.#tellStatus()
    })
  }

  /** Ends the recording; what was recorded stays. */
  stop(): Promise<void> {
    return this.#order.run(async () => {
      await this.#end()
      await this.#tellStatus()
    })
  }

  /** Ends the recording, and erases what was recorded. */
  remove(): Promise<void> {
    return this.#order.run(async () => {
      await this.#end()
      await this.#parts.ports.eventFile.remove()
      await this.#tellStatus()
    })
  }

  /** Lets the user keep what was recorded. @throws Failure `diagnostics.no_recording`, `export.not_writable` */
  async save(): Promise<ExportOutcome> {
    const { clock, eventFile, saveFile } = this.#parts.ports
    if ((await eventFile.size()) === null) throw new Failure('diagnostics.no_recording')
    return saveFile({
      suggestedName: `Parley events ${new Date(clock.wallTime()).toISOString().slice(0, 10)}.jsonl`,
      extension: 'jsonl',
      mediaType: 'application/x-ndjson',
      content: eventFile.read(),
    })
  }

  /** Ends the recording with the program; resolves when all of it is written. */
  close(): Promise<void> {
    return this.#order.run(() => this.#end())
  }

  get #current(): TrafficListener | null {
    return this.#running && this.#parts.mayRecord() ? this.#running.traffic : null
  }

  async #end(): Promise<void> {
    const { file } = this.#running ?? {}
    this.#running = null
    await file?.close()
  }

  /** Of two recordings, the first is closed before the second begins. */
  #fail(error: AppError): void {
    this.#running = null
    this.#parts.warn(error)
    void this.#tellStatus()
  }

  async #tellStatus(): Promise<void> {
    this.#parts.tell(await this.status())
  }
}

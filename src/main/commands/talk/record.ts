import { type AppError, toAppError } from '../../../shared/ipc/result'
import { recordTraffic } from '../../../shared/realtime/record-traffic'
import type { TrafficListener } from '../../../shared/realtime/traffic'
import { openEventFile } from '../../export/event-file'
import type { CommandContext } from '../context'
import type { TalkOptions } from './options'

export interface EventRecording {
  /** Null when nothing is recorded. */
  readonly traffic: TrafficListener | null
  /** Ends the file. */
  close(): Promise<void>
}

const nothing: EventRecording = { traffic: null, close: () => Promise.resolve() }

/** Begins the recording that `--record` asks for. One that can't be written is reported once; the session goes on. */
export async function beginRecording(
  { record }: Pick<TalkOptions, 'record'>,
  key: string | undefined,
  { clock, stderr }: Pick<CommandContext, 'clock' | 'stderr'>,
): Promise<EventRecording> {
  if (record === null) return nothing
  const onFailure = ({ message, hint }: AppError): void => void stderr.write(`${message} ${hint}\n`)
  try {
    const file = await openEventFile({ path: record.path, onFailure })
    const secrets = key === undefined ? [] : [key.trim()]
    const write = (line: string): void => file.write(line)
    const traffic = recordTraffic({ clock, secrets: () => secrets, withAudio: record.withAudio, write })
    return { traffic, close: () => file.close() }
  } catch (thrown) {
    onFailure(toAppError(thrown))
    return nothing
  }
}

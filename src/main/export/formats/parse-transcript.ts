import { z } from 'zod'
import type { Transcript } from '../../../shared/conversation/transcript'
import { Failure } from '../../../shared/ipc/result'
import { TRANSCRIPT_FORMAT, TRANSCRIPT_VERSION, transcriptSchema } from './json-schema'

const markSchema = z.object({ format: z.literal(TRANSCRIPT_FORMAT), version: z.int().min(1) })

/**
 * Reads what `formatJson` wrote, or another program that keeps to docs/transcript-format.md.
 * @param file what the text's file is called in errors
 * @throws Failure `import.not_json`, `import.not_transcript`, `import.newer`
 */
export function parseTranscript(text: string, file: string): Transcript {
  const document = parseJson(text, file)
  const mark = markSchema.safeParse(document)
  if (!mark.success) throw notTranscript(file, `it doesn’t say that its format is “${TRANSCRIPT_FORMAT}”`)
  if (mark.data.version > TRANSCRIPT_VERSION) {
    const { version } = mark.data
    throw new Failure('import.newer', { file, version, known: TRANSCRIPT_VERSION })
  }
  const read = transcriptSchema.safeParse(document)
  if (!read.success) throw notTranscript(file, described(read.error))
  return read.data
}

const notTranscript = (file: string, fault: string): Failure => new Failure('import.not_transcript', { file, fault })

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Failure('import.not_json', { file, place: placeIn(text, cause) }, { cause })
  }
}

/** Where the engine gave up, if it says so: it counts characters, people count lines. */
function placeIn(text: string, error: unknown): string {
  const position = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined
  if (position === undefined) return ''
  const before = text.slice(0, Number(position)).split('\n')
  return `: line ${before.length}, column ${(before.at(-1) ?? '').length + 1} is not valid`
}

/** The first thing that is wrong, and where: `items[2].role: …`. */
function described({ issues }: z.ZodError): string {
  const [issue] = issues
  if (!issue) return 'its content is not valid'
  const place = issue.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
  return `${place === '' ? 'the whole file' : place.replace(/^\./, '')}: ${issue.message}`
}

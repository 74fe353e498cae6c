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
  if (!mark.success) throw notTranscript(file, `it doesn't say that its format is “${TRANSCRIPT_FORMAT}”`)
  if (mark.data.version > TRANSCRIPT_VERSION) throw newer(file, mark.data.version)
  const read = transcriptSchema.safeParse(document)
  if (!read.success) throw notTranscript(file, described(read.error))
  return read.data
}

/** @throws Failure `import.not_transcript` */
export function notTranscript(file: string, fault: string): Failure {
  const message = `“${file}” is not a transcript: ${fault}.`
  const hint = 'It takes what Parley has exported as JSON.'
  return new Failure('import.not_transcript', message, hint, { values: { file, fault } })
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const message = `“${file}” is not JSON${placeIn(text, cause)}.`
    throw new Failure('import.not_json', message, 'It takes what Parley has exported as JSON.', {
      cause,
      values: { file },
    })
  }
}

/** Where the engine gave up, if it says so: it counts characters, people count lines. */
function placeIn(text: string, error: unknown): string {
  const position = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined
  if (position === undefined) return ''
  const before = text.slice(0, Number(position)).split('\n')
  return `: line ${before.length}, column ${(before.at(-1) ?? '').length + 1} is not as it should be`
}

function newer(file: string, version: number): Failure {
  const message = `“${file}” was written by a newer Parley: its format has version ${version}, this one reads ${TRANSCRIPT_VERSION}.`
  return new Failure('import.newer', message, 'Update Parley.', { values: { file, version } })
}

/** The first thing that is wrong, and where: `items[2].role: …`. */
function described({ issues }: z.ZodError): string {
  const [issue] = issues
  if (!issue) return 'something in it is not as it should be'
  const place = issue.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
  return `${place === '' ? 'the whole' : place.replace(/^\./, '')}: ${issue.message}`
}

import { closeSync, openSync, readSync } from 'node:fs'
import { systemErrorCode } from '../../../../shared/system-error'
import { PAGE_BYTES } from '../connection'
import { addUp, sameSum, type Sum, sumAt } from './wal-sum'

/** What a write-ahead log adds to its database, by https://sqlite.org/fileformat2.html#the_write_ahead_log. */
export interface Wal {
  /** Where in the log the newest whole version of a page begins, in the order in which they were written. */
  readonly pages: ReadonlyMap<number, number>
  /** How many pages the database has with it; 0 where the log holds nothing that counts. */
  readonly pageCount: number
  /** Whether there are transactions in it that SQLite would not replay: it ends at the first frame that is not whole. */
  readonly cutShort: boolean
}

const empty: Wal = { pages: new Map(), pageCount: 0, cutShort: false }

const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24
const FRAME_BYTES = FRAME_HEADER_BYTES + PAGE_BYTES

/** Reads a log without touching it; one that is not there adds nothing. @throws what the file system throws */
export function readWal(file: string): Wal {
  let descriptor: number
  try {
    descriptor = openSync(file, 'r')
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return empty
    throw error
  }
  try {
    const { frames, replayed } = readFrames(descriptor)
    return weigh(frames, replayed)
  } finally {
    closeSync(descriptor)
  }
}

interface Frame {
  readonly page: number
  /** The number of pages after a transaction that ends here; 0 in the middle of one. */
  readonly commit: number
  /** Where its page begins in the file. */
  readonly at: number
  whole: boolean
}

/** All frames of the log's last life, and how many of them SQLite would look at. */
function readFrames(descriptor: number): { readonly frames: readonly Frame[]; readonly replayed: number } {
  const header = Buffer.alloc(HEADER_BYTES)
  if (readSync(descriptor, header, 0, HEADER_BYTES, 0) < HEADER_BYTES) return { frames: [], replayed: 0 }
  const magic = header.readUInt32BE(0)
  const littleEndian = magic !== 0x377f0683
  // Each sum goes on from the one before, so that damage does not hide what was written later: a frame is whole when its
  // sum follows from the one that is written before it, or from the one that should be.
  let written = sumAt(header, 24)
  let reckoned = addUp(header, 0, 24, littleEndian, [0, 0])
  let replaying = (magic === 0x377f0682 || !littleEndian) && sameSum(reckoned, written)
  let salts = replaying ? saltsAt(header, 16) : null
  let replayed = 0
  const frames: Frame[] = []
  const bytes = Buffer.alloc(FRAME_BYTES)
  for (let at = HEADER_BYTES; readSync(descriptor, bytes, 0, FRAME_BYTES, at) === FRAME_BYTES; at += FRAME_BYTES) {
    const add = (to: Sum): Sum =>
      addUp(bytes, FRAME_HEADER_BYTES, PAGE_BYTES, littleEndian, addUp(bytes, 0, 8, littleEndian, to))
    const sum = sumAt(bytes, 16)
    const afterWritten = add(written)
    const follows = sameSum(afterWritten, sum)
    const followsReckoned = !follows && !sameSum(written, reckoned) && sameSum(add(reckoned), sum)
    const whole = follows || followsReckoned
    const last = frames.at(-1)
    const ofThisLife = salts === null || saltsAt(bytes, 8) === salts || (whole && last?.whole !== false)
    if (whole && ofThisLife) salts ??= saltsAt(bytes, 8)
    const page = bytes.readUInt32BE(0)
    if (followsReckoned && last) last.whole = true
    replaying &&= follows && saltsAt(bytes, 8) === salts && page > 0
    if (replaying) replayed++
    frames.push({
      page,
      commit: bytes.readUInt32BE(4),
      at: at + FRAME_HEADER_BYTES,
      whole: whole && ofThisLife && page > 0,
    })
    reckoned = whole ? sum : afterWritten
    written = sum
  }
  return { frames, replayed }
}

const saltsAt = (bytes: Buffer, at: number): string => bytes.toString('latin1', at, at + 8)

function weigh(frames: readonly Frame[], replayed: number): Wal {
  const last = frames.findLastIndex(({ whole, commit }) => whole && commit > 0)
  const pages = new Map<number, number>()
  for (const { page, at, whole } of frames.slice(0, last + 1)) {
    if (!whole) continue
    pages.delete(page)
    pages.set(page, at)
  }
  return { pages, pageCount: frames[last]?.commit ?? 0, cutShort: last >= replayed }
}

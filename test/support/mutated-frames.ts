import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { hostileFrame } from './hostile-frames'
import { turnEvents } from './turn-events'

const fixtures = path.join(import.meta.dirname, '../fixtures')

const read = (file: string): string => readFileSync(path.join(fixtures, file), 'utf8')

/** Frames that servers of several kinds really sent, and those of turns in full. */
function goodFrames(): readonly string[] {
  const recorded = read('recorded-session.txt').split(/^---$/m)
  const reported = readdirSync(path.join(fixtures, 'servers')).flatMap((file) => read(`servers/${file}`).split('\n'))
  const whole = [turnEvents('first', null), turnEvents('second', 'first_call')]
  const turns = whole.flatMap(({ user, answer }) => [...user, ...answer].map((event) => JSON.stringify(event)))
  return [...recorded, ...reported, ...turns].filter(isJson)
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}

const ids = ['first_user', 'first_answer', 'first_call', 'first_response', 'second_answer', 'local_1', 'root', '']

/** Frames that are torn, twisted, confused, repeated, or come at the wrong time; the same ones for the same seed. */
export const mutatedFrames = (count: number, seed: number): readonly string[] =>
  fc.sample(hostileFrame(goodFrames(), ids), { numRuns: count, seed })

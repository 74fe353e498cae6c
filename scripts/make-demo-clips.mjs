#!/usr/bin/env node
/**
 * Makes the voice clips of the loopback server (resources/demo/*.wav) and the spoken test fixture, all 24 kHz mono
 * PCM16. The results are committed: run this only to change what the demo can say. Needs espeak-ng and sox.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const clipsDirectory = join(root, 'resources', 'demo')

/** What the clips say, by file name. Names are listed again in src/main/demo/speech/clip-names.ts, which a test holds to this. */
const phrases = {
  hello: 'Hello. Say something, and I will say it back.',
  help: 'I am the demo. Talk, and I repeat you. Or ask me for the time, or for a sum.',
  silence: 'I heard no speech.',
  'still-there': 'Are you still there?',
  'you-said': 'You said',
  picture: 'You sent a picture.',
  'tool-answered': 'The tool answered',
  'it-is': 'It is',
  am: 'A M',
  pm: 'P M',
  oh: 'oh',
  'o-clock': "o'clock",
  plus: 'plus',
  minus: 'minus',
  times: 'times',
  'divided-by': 'divided by',
  equals: 'equals',
  point: 'point',
  hundred: 'hundred',
  thousand: 'thousand',
  million: 'million',
  'no-number': 'not a number',
  ...Object.fromEntries(
    [...Array(21).keys(), 30, 40, 50, 60, 70, 80, 90].map((number) => [`number-${number}`, String(number)]),
  ),
}

/** Deterministic (-D: no dither), peak at -6 dB, silence trimmed at both ends, and short fades so that joins don't click. */
function speak(text, wordsPerMinute, output) {
  const raw = join(work, 'raw.wav')
  execFileSync('espeak-ng', ['-v', 'en-us', '-s', String(wordsPerMinute), '-w', raw, text])
  const trimStart = ['silence', '1', '0.01', '0.4%', 'fade', 't', '0.005', 'reverse']
  execFileSync('sox', [
    ...['-D', raw, '-r', '24000', '-c', '1', '-b', '16', '-e', 'signed-integer', output],
    ...['gain', '-n', '-6', ...trimStart, ...trimStart, 'pad', '0', '0.02'],
  ])
}

/** Two soft notes that stand for words of which there is no clip. */
function chime(output) {
  execFileSync('sox', [
    ...['-D', '-n', '-r', '24000', '-c', '1', '-b', '16', '-e', 'signed-integer', output],
    ...['synth', '0.35', 'sine', '660', 'sine', '880', 'fade', 't', '0.02', '0.35', '0.15', 'gain', '-n', '-14'],
  ])
}

const work = mkdtempSync(join(tmpdir(), 'parley-clips-'))
try {
  rmSync(clipsDirectory, { recursive: true, force: true })
  mkdirSync(clipsDirectory, { recursive: true })
  for (const [name, text] of Object.entries(phrases)) speak(text, 200, join(clipsDirectory, `${name}.wav`))
  chime(join(clipsDirectory, 'chime.wav'))
  speak('Hello Parley, can you hear me?', 165, join(root, 'test', 'fixtures', 'hello.wav'))
} finally {
  rmSync(work, { recursive: true, force: true })
}

const files = readdirSync(clipsDirectory)
const bytes = files.reduce((sum, file) => sum + statSync(join(clipsDirectory, file)).size, 0)
console.log(`${files.length} clips, ${Math.round(bytes / 1024)} KiB`)

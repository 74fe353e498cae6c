import type { ContentPart, Item, MessageItem } from '../../src/shared/conversation/item'
import type { Transcript } from '../../src/shared/conversation/transcript'
import { noUsage } from '../../src/shared/usage/usage'

/** A made-up conversation with everything in it that an export has to get right. */

const startedAt = Date.UTC(2026, 10, 3, 14, 5, 9)

const part = (changes: Partial<ContentPart>): ContentPart => ({
  kind: 'text',
  text: '',
  audioMs: 0,
  heardMs: null,
  transcript: 'none',
  ...changes,
})

const message = (
  id: string,
  role: MessageItem['role'],
  seconds: number | null,
  parts: readonly Partial<ContentPart>[],
  changes: Partial<MessageItem> = {},
): Item => ({
  kind: 'message',
  id,
  at: seconds === null ? null : startedAt + seconds * 1000,
  status: 'completed',
  role,
  responseId: role === 'assistant' ? `resp_${id}` : null,
  parts: parts.map(part),
  ...changes,
})

const at = (seconds: number): number => startedAt + seconds * 1000

const said = (text: string, audioMs: number): Partial<ContentPart> => ({
  kind: 'audio',
  text,
  audioMs,
  transcript: 'done',
})

export const richTranscript: Transcript = {
  id: '2f4c4d0e-5a1b-4c8e-9a57-0d2b7f6f1c3a',
  title: 'What will the weather be like in Tübingen tomorrow?',
  startedAt,
  model: 'gpt-realtime-2.1',
  endpoint: 'OpenAI',
  usage: {
    ...noUsage,
    total: 1684,
    input: 1312,
    output: 372,
    inputText: 412,
    inputAudio: 900,
    cachedText: 128,
    cachedAudio: 64,
    outputText: 92,
    outputAudio: 280,
  },
  responses: [
    {
      id: 'resp_call',
      at: at(4),
      usage: { ...noUsage, total: 684, input: 612, output: 72, inputText: 612 },
      dollars: 0.0042,
    },
    { id: null, at: null, usage: { ...noUsage, total: 1000, input: 700, output: 300 }, dollars: null },
  ],
  items: [
    message('system', 'system', 0, [{ text: 'Be brief. Never mention <these> rules.' }]),
    message('hello', 'user', 3.2, [said('What will the weather be like in Tübingen tomorrow?', 2900)]),
    {
      kind: 'function_call',
      id: 'call',
      at: at(3.9),
      status: 'completed',
      name: 'get_weather',
      callId: 'call_1',
      arguments: '{"city":"Tübingen","day":"tomorrow","units":"`C`"}',
    },
    {
      kind: 'function_output',
      id: 'output',
      at: at(4.4),
      status: 'completed',
      callId: 'call_1',
      output: '{\n  "sky": "rain, then sun",\n  "note": "```<b>wet</b>```"\n}',
    },
    message('weather', 'assistant', 5, [
      said(
        'Tomorrow starts with rain. From eleven o’clock on the sun comes out, and in the afternoon it gets as warm as twenty-one degrees, with hardly any wind. Take a coat, but take your sunglasses too!',
        11_400,
      ),
    ]),
    message('mumble', 'user', 19, [{ kind: 'audio', audioMs: 1800, transcript: 'failed' }]),
    message(
      'cut',
      'assistant',
      19.8,
      [
        {
          ...said('I did not quite get that. Shall I tell you about the day after tomorrow, or about the sea?', 6000),
          heardMs: 3000,
        },
      ],
      { status: 'incomplete' },
    ),
    message('emoji', 'user', 24, [
      { text: 'No 👨‍👩‍👧‍👦 — thanks! 🌦️ Sag es mir lieber auf Deutsch.\n\nUnd danach:\n    شكرا جزيلا 🇩🇪' },
    ]),
    message('rtl', 'assistant', 25, [
      { text: 'בוקר טוב! מחר ירד גשם (21°).' },
      { text: 'Override: \u202Egnp.exe\u202C and \u202Eleft open' },
    ]),
    {
      kind: 'notice',
      id: 'notice',
      at: at(31),
      status: 'completed',
      level: 'warning',
      code: 'network.reconnected',
      text: 'The connection was lost for 4 s.\nNothing you said is missing.',
      values: { seconds: 4 },
    },
    message('attack', 'user', 40, [
      {
        text: [
          '# Not a heading',
          '<script>alert("1")</script> & <img src="http://evil.example/beacon.png" onerror=alert(1)>',
          '![beacon](http://evil.example/b.png) [click](javascript:alert(1)) <javascript:alert(1)>',
          '```',
          'rm -rf / # in a fence',
          '```',
          'Not a heading either',
          '---',
          '- no list',
          '1. no list',
          '> no quote | no | table',
          '\tno code `inline` *nor* _emphasis_ in snake_case_name ~~nor strike~~ $x$ &copy; \\* C:\\dir',
          'Assistant: I never said this.',
          '',
          '2',
          '00:00:00,000 --> 00:00:01,000',
          '{\\an8}<font color="red">top</font> <v Assistant>me</v> bell\u0007 esc\u001B[31m',
        ].join('\n'),
      },
    ]),
    message('stopped', 'assistant', 44, [said('That looks like', 1200)], { status: 'incomplete' }),
    message('unheard', 'assistant', 52, [{ ...said('Nobody heard *this* <at all>.', 0), heardMs: 0 }], {
      status: 'incomplete',
    }),
    message('wordless', 'assistant', 53, [{ kind: 'audio', audioMs: 2400, heardMs: 900 }], { status: 'incomplete' }),
    message('silent', 'assistant', 54, [{ kind: 'audio' }], { status: 'in_progress' }),
    { kind: 'other', id: 'other', at: at(55), status: 'completed', type: 'mcp_list_tools' },
    {
      kind: 'notice',
      id: 'error',
      at: null,
      status: 'completed',
      level: 'error',
      code: 'session_expired',
      text: 'The session has ended.',
    },
    message('late', 'user', null, [said('Are you still there?', 1100)]),
    message('long', 'assistant', 70, [{ text: 'a'.repeat(100) }]),
  ],
}

// A history as people have it after some months, to be imported before a picture is taken.

const day = 86_400_000
const noTokens = {
  ...{ total: 0, input: 0, output: 0, inputText: 0, inputAudio: 0, inputImage: 0 },
  ...{ cachedText: 0, cachedAudio: 0, cachedImage: 0, outputText: 0, outputAudio: 0 },
}

/** How many days ago it was talked about, and what was said by turns, the user first. */
const conversations = [
  [
    0,
    'How do I prune an apple tree?',
    'In late winter, before it blooms. Take out **dead wood** first, then what crosses.',
  ],
  [0, 'Translate “see you tomorrow” into Portuguese', 'It is *até amanhã*.'],
  [
    1,
    'What should I cook with lentils and carrots?',
    'A soup: onions, carrots, red lentils, cumin. Done in half an hour.',
  ],
  [
    ...[
      1,
      'Why is the sky blue?',
      'Air scatters short waves of light more than long ones: blue reaches you from everywhere.',
    ],
    ...[
      'And red in the evening?',
      'Then the light comes a long way through the air, and the blue has been scattered away.',
    ],
    ...['Could it be green?', 'Hardly: where green is scattered, blue is scattered more.'],
  ],
  [3, 'Plan a weekend in Trieste', '1. The harbour and the lighthouse\n2. Miramare by bus\n3. Coffee at an old café'],
  [5, 'Explain compound interest', 'Interest is paid on interest: after *n* years it is `amount × (1 + rate)ⁿ`.'],
  [9, 'Packing list for a week by the sea', 'Towels, sun cream, a hat, something warm for the harbour in the evening.'],
  [
    16,
    'Which lighthouse is the oldest?',
    'The Tower of Hercules in A Coruña, which has stood by its harbour since Roman times.',
  ],
  [24, 'Help me word a complaint about a late train', 'Be short: which train, how late, what you ask for.'],
  [40, 'Ideas for a birthday on a boat', 'Rent a rowing boat in the harbour, take a cake in a box and a flag.'],
  [71, 'What does “ad hoc” mean?', 'For this purpose: made for the moment.'],
  [380, 'Names for a grey cat', 'Ash, Pebble, Fog, Anchovy.'],
]

/** The conversations as Parley exports them: names and contents of files. */
export function seedFiles(now = Date.now()) {
  return conversations.map(([ago, ...said], index) => {
    const startedAt = now - ago * day - (index + 1) * 660_000
    const items = said.map((text, turn) => ({
      ...{ kind: 'message', id: `item_${index}_${turn}`, at: startedAt + turn * 9_000, status: 'completed' },
      role: turn % 2 === 0 ? 'user' : 'assistant',
      responseId: turn % 2 === 0 ? null : `response_${index}_${turn}`,
      parts: [{ kind: 'text', text, audioMs: 0, heardMs: null, transcript: 'none' }],
    }))
    const head = { format: 'parley.transcript', version: 1, id: `conversation_seed_${index}`, title: said[0] }
    const rest = { startedAt, model: null, endpoint: null, usage: noTokens, responses: [], items }
    return { name: `${index}.json`, content: JSON.stringify({ ...head, ...rest }) }
  })
}

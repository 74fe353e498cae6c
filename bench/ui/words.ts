/** What is said in the benchmark of the window. */

/** A token of English is about this long. */
const TOKEN_CHARACTERS = 4

const vocabulary = (
  'the a river morning station between quiet letters under window carry seven people garden slowly because north ' +
  'paper music often bridge winter answer small market across history ordinary without light harbour never travel ' +
  'evening several village measure before stone weather kitchen remember almost engine silver thought corner yellow'
).split(' ')

/** Cuts a text into the pieces that it streams in. */
export const tokens = (text: string): readonly string[] =>
  text.match(new RegExp(`[^]{1,${TOKEN_CHARACTERS}}`, 'g')) ?? []

/** Sentences and paragraphs of that many tokens: the same each time, and never the same words twice in a row. */
export function prose(tokenCount: number): string {
  const pick = createPicker(7)
  let text = ''
  for (let word = 1; text.length < tokenCount * TOKEN_CHARACTERS; word++)
    text += `${pick()}${word % 90 === 0 ? '.\n\n' : word % 12 === 0 ? '. ' : ' '}`
  return text.slice(0, tokenCount * TOKEN_CHARACTERS)
}

/** A finished turn; turns are the user's and the assistant's by turns, and of different lengths. */
export function exchangeOf(turn: number) {
  const pick = createPicker(turn)
  const words = Array.from({ length: 5 + ((turn * 7) % 40) }, pick).join(' ')
  const isUser = turn % 2 === 0
  return {
    id: `item_${turn}`,
    type: 'message',
    role: isUser ? 'user' : 'assistant',
    status: 'completed',
    content: [isUser ? { type: 'input_text', text: words } : { type: 'output_text', text: `${words}, **and** more.` }],
  }
}

/** Markdown of that many characters, with all that answers are made of. */
export function markdown(characters: number): string {
  const pick = createPicker(11)
  const words = (count: number): string => Array.from({ length: count }, pick).join(' ')
  let text = ''
  for (let section = 1; text.length < characters; section++) {
    text += `## ${section}. ${words(4)}\n\n`
    text += `${words(45)}, **${words(3)}** and *${words(2)}*: see [${words(2)}](https://example.org/${section}).\n\n`
    text += `${words(25)} \`${pick()}()\` ${words(20)}.\n\n`
    text += Array.from({ length: 6 }, () => `- **${pick()}**: ${words(12)}\n`).join('')
    text += `\n1. ${words(9)}\n2. ${words(9)}\n   - ${words(6)}\n   - ${words(6)}\n3. ${words(9)}\n\n`
    text += `\`\`\`ts\n${Array.from({ length: 8 }, () => `const ${pick()} = ${pick()}(${pick()}, 1)\n`).join('')}\`\`\`\n\n`
    text += '| name | what it is | how many |\n| --- | --- | --- |\n'
    text += Array.from({ length: 6 }, (_, row) => `| ${pick()} | ${words(4)} | ${row} |\n`).join('')
    text += `\n> ${words(20)}\n\n`
  }
  return text.slice(0, characters)
}

function createPicker(seed: number): () => string {
  let state = seed + 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return vocabulary[state % vocabulary.length] ?? ''
  }
}

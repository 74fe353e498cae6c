import { between, createRandom } from './random'

/** How many words people use with each other, all together. */
const VOCABULARY = 50_000

/** The commonest words of English and German talk, roughly in their order. */
const common = (
  'the and you to a i of it that in is what for on do can my me with are have be this not was but how so your we about ' +
  'die und ich der ist das if at just like or would there then will as an from they nicht ein eine zu one all know when ' +
  'out get up no go time more some could want need tell think which make who mit wie für auf es den du kann sich von auch ' +
  'because should really people where right good here also than them their please thanks dass wir über können möchte ' +
  'während schön größer way look use take day work see well come back only over after first'
).split(' ')

const onsets = 'b br c ch d dr f fl g gr h j k kl l m n p pr r s sch sh st str t tr v w z'.split(' ')
const nuclei = 'a a a e e e e i i i o o u ai ea ee ie ou ä ö ü'.split(' ')
const codas = ['', '', '', ...'n r l s t m nd rt st ng ck ß'.split(' ')]
const endings = ['', '', '', '', ...'ing ed er s ly ung en tion'.split(' ')]

/** Words of English and German looks, the commonest first: the same each time. */
export function createVocabulary(): readonly string[] {
  const random = createRandom(1)
  const pick = (from: readonly string[]): string => from[between(random, 0, from.length - 1)] ?? ''
  const words = new Set(common)
  while (words.size < VOCABULARY) {
    // Commoner words are shorter.
    const syllables = between(random, 1, words.size < 2000 ? 2 : 3)
    const stem = Array.from({ length: syllables }, () => pick(onsets) + pick(nuclei) + pick(codas)).join('')
    words.add(stem + pick(endings))
  }
  return [...words]
}

/**
 * Draws words as often as people use them: the chance of each falls with its place among the commonest (Zipf's law, with
 * Mandelbrot's correction for the first few).
 */
export function zipfPicker(vocabulary: readonly string[], random: () => number): () => string {
  const upTo = new Float64Array(vocabulary.length)
  let sum = 0
  for (let rank = 0; rank < vocabulary.length; rank++) upTo[rank] = sum += 1 / (rank + 2.7)
  return () => {
    const wanted = random() * sum
    let low = 0
    let high = vocabulary.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((upTo[middle] ?? sum) < wanted) low = middle + 1
      else high = middle
    }
    return vocabulary[low] ?? ''
  }
}

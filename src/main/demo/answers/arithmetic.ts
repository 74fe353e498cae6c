import type { ClipName } from '../speech/clip-names'
import { speakNumber } from '../speech/spoken-numbers'
import type { Words } from './answer'

interface Operator {
  readonly pattern: RegExp
  readonly sign: string
  readonly clip: ClipName
  readonly apply: (left: number, right: number) => number
}

const operators: readonly Operator[] = [
  { pattern: /^(\+|plus)$/, sign: '+', clip: 'plus', apply: (left, right) => left + right },
  { pattern: /^(-|minus)$/, sign: '-', clip: 'minus', apply: (left, right) => left - right },
  { pattern: /^(\*|x|times)$/, sign: '×', clip: 'times', apply: (left, right) => left * right },
  { pattern: /^(\/|divided by)$/, sign: '÷', clip: 'divided-by', apply: (left, right) => left / right },
]

const sum = /(-?\d+(?:\.\d+)?)\s*(\+|plus|-|minus|\*|x|times|\/|divided by)\s*(-?\d+(?:\.\d+)?)/i

/** Works out the first sum of two numbers in a text; null when there is none. */
export function answerSum(text: string): Words | null {
  const [, leftText, sign, rightText] = sum.exec(text) ?? []
  const operator = operators.find(({ pattern }) => pattern.test(sign?.toLowerCase() ?? ''))
  if (!operator) return null
  const left = Number(leftText)
  const right = Number(rightText)
  const result = round(operator.apply(left, right))
  const shown = Number.isFinite(result) ? String(result) : 'not a number'
  return {
    words: `${left} ${operator.sign} ${right} is ${shown}.`,
    clips: [...speakNumber(left), operator.clip, ...speakNumber(right), 'equals', ...speakNumber(result)],
  }
}

/** Three decimals are enough to say, and hide that 0.1 + 0.2 is not quite 0.3. */
const round = (value: number): number => Math.round(value * 1000) / 1000

import type { ClipName } from './clip-names'

const SCALES: readonly (readonly [number, ClipName])[] = [
  [1_000_000, 'million'],
  [1_000, 'thousand'],
  [100, 'hundred'],
]
const LARGEST = 1_000_000_000

/** A number as one says it, in clips. Beyond a thousand million there are no words for it, only a tone. */
export function speakNumber(value: number): ClipName[] {
  if (!Number.isFinite(value)) return ['no-number']
  if (Math.abs(value) >= LARGEST) return ['chime']
  if (value < 0) return ['minus', ...speakNumber(-value)]
  const whole = Math.floor(value)
  const [, decimals] = value.toString().split('.')
  const fraction: ClipName[] = decimals ? ['point', ...Array.from(decimals, (digit) => digitClip(Number(digit)))] : []
  return [...speakWhole(whole), ...fraction]
}

function speakWhole(value: number): ClipName[] {
  const scale = SCALES.find(([size]) => value >= size)
  if (scale) {
    const [size, name] = scale
    const rest = value % size
    return [...speakWhole(Math.floor(value / size)), name, ...(rest > 0 ? speakWhole(rest) : [])]
  }
  if (value <= 20) return [digitClip(value)]
  const rest = value % 10
  return [digitClip(value - rest), ...(rest > 0 ? [digitClip(rest)] : [])]
}

const digitClip = (value: number): ClipName => `number-${value}`

/** A time of day as one says it: "three oh five P M". */
export function speakTime(hours: number, minutes: number): ClipName[] {
  const half: ClipName = hours < 12 ? 'am' : 'pm'
  const hour = speakWhole(hours % 12 === 0 ? 12 : hours % 12)
  if (minutes === 0) return ['it-is', ...hour, 'o-clock', half]
  return ['it-is', ...hour, ...(minutes < 10 ? (['oh'] as const) : []), ...speakWhole(minutes), half]
}

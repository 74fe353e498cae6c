import { describe, expect, it } from 'vitest'
import { createSpectrum, RealFourier } from './fourier'

const SIZE = 64
const samples = Float64Array.from({ length: SIZE }, (_, index) => Math.sin(index * index) + index / SIZE)

describe('the Fourier transform', () => {
  it('is what its definition says', () => {
    const spectrum = createSpectrum(SIZE)
    new RealFourier(SIZE).forward(samples, spectrum)
    for (let bin = 0; bin <= SIZE / 2; bin++) {
      const angle = (index: number): number => (2 * Math.PI * bin * index) / SIZE
      expect(spectrum.re[bin]).toBeCloseTo(
        samples.reduce((sum, sample, index) => sum + sample * Math.cos(angle(index)), 0),
        9,
      )
      expect(spectrum.im[bin]).toBeCloseTo(
        samples.reduce((sum, sample, index) => sum - sample * Math.sin(angle(index)), 0),
        9,
      )
    }
  })

  it('is undone by its inverse', () => {
    const transform = new RealFourier(SIZE)
    const spectrum = createSpectrum(SIZE)
    const back = new Float64Array(SIZE)
    transform.forward(samples, spectrum)
    transform.inverse(spectrum, back)
    for (const [index, sample] of samples.entries()) expect(back[index]).toBeCloseTo(sample, 9)
  })
})

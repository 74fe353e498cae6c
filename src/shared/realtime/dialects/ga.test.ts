import { expect, it } from 'vitest'
import { gaClientSamples, gaServerSamples } from '../../../../test/support/ga-samples'
import { dialects } from '.'

it('needs neither headers nor translation', () => {
  expect(dialects.ga.headers).toEqual({})
  for (const sample of Object.values(gaServerSamples)) {
    const event = { ...sample }
    expect(dialects.ga.serverEventToGa(event)).toBe(event)
    expect(dialects.ga.serverEventFromGa(event)).toBe(event)
  }
  for (const sample of Object.values(gaClientSamples)) {
    const event = { ...sample }
    expect(dialects.ga.clientEventToGa(event)).toBe(event)
    expect(dialects.ga.clientEventFromGa(event)).toBe(event)
  }
})

it.each(Object.entries(dialects))('finds the dialect %s by its name', (name, dialect) => {
  expect(dialect.name).toBe(name)
})

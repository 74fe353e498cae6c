import { describe, expect, it } from 'vitest'
import { knownServers, serverKinds } from '../realtime/servers/server-kinds'
import { costInDollars } from './cost'
import { prices } from './prices'
import { pricing } from './pricing'
import { noUsage } from './usage'

const used = { ...noUsage, total: 1000, input: 1000, inputText: 1000 }
const model = 'gpt-realtime-2.1'

describe('pricing', () => {
  it('is OpenAI’s where OpenAI or Azure sells the model', () => {
    expect(pricing('openai', model)(used)).toBe(0.004)
    expect(pricing('azure', model)(used)).toBe(0.004)
    expect(pricing('openai', 'another')(used)).toBeNull()
  })

  it('is nothing for the demo, whatever the model is called', () => {
    expect(pricing('demo', model)(used)).toBe(0)
    expect(pricing('demo', 'another')(used)).toBe(0)
  })

  it('is unknown at every other server, even for a model of the same name', () => {
    const others = serverKinds.filter((kind) => !['demo', 'openai', 'azure'].includes(kind))
    for (const kind of others) expect(pricing(kind, model)(used)).toBeNull()
  })
})

describe('the models that are offered', () => {
  it('are none that OpenAI retires', () => {
    const offered = serverKinds.flatMap((kind) => knownServers[kind].models)
    expect(offered).toContain(model)
    expect(offered).not.toContain('gpt-realtime')
    expect(offered).not.toContain('gpt-realtime-mini')
  })

  it('include every model that has a price', () => {
    expect(knownServers.openai.models).toEqual(expect.arrayContaining(Object.keys(prices)))
    expect(costInDollars(used, 'gpt-realtime-2')).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import type { Tool } from '../settings/settings-schema'
import { chooseTool, textForTool } from './tool-choice'

const weather: Tool = { type: 'function', name: 'get_weather' }
const timer: Tool = { type: 'function', name: 'setTimer' }
const tools = [weather, timer]

describe('chooseTool', () => {
  it.each([
    ['call get_weather for Paris', weather],
    ['Please GET WEATHER now', weather],
    ['set timer to 5', timer],
    ['setTimer', timer],
    ['how are you', null],
    ['get weathered', null],
  ])('hears the name of a tool in %j', (text, tool) => {
    expect(chooseTool(text, tools, 'auto')).toBe(tool)
  })

  it('does as the client demands', () => {
    expect(chooseTool('get weather', tools, 'none')).toBeNull()
    expect(chooseTool('hello', tools, 'required')).toBe(weather)
    expect(chooseTool('set timer', tools, 'required')).toBe(timer)
    expect(chooseTool('hello', tools, { type: 'function', name: 'setTimer' })).toBe(timer)
    expect(chooseTool('hello', tools, 'setTimer')).toBe(timer)
    expect(chooseTool('hello', [], 'required')).toBeNull()
  })

  it('never calls a tool whose name cannot be said', () => {
    expect(chooseTool('', [{ type: 'function', name: '__' }], 'auto')).toBeNull()
  })
})

describe('textForTool', () => {
  it.each([
    ['call get_weather for Paris.', 'Paris'],
    ['Get weather in New York, please', 'New York, please'],
    ['get_weather', 'get_weather'],
    ['is it sunny?', 'is it sunny?'],
  ])('takes from %j what was meant for the tool', (text, words) => {
    expect(textForTool(text, weather)).toBe(words)
  })
})

import type { Tool, ToolChoice } from '../settings/settings-schema'

/** Names as they are spoken and typed: `getWeather`, `get_weather` and "get weather" are the same. */
const plain = (text: string): string =>
  text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^a-zA-Z0-9]+/g, ' ')
    .toLowerCase()
    .trim()

const mentions = (text: string, tool: Tool): boolean => {
  const name = plain(tool.name)
  return name !== '' && ` ${plain(text)} `.includes(` ${name} `)
}

/**
 * Which tool an answer calls: the one that the client demands, else the one that the user mentions by its name.
 * @returns null when the answer is in words
 */
export function chooseTool(text: string, tools: readonly Tool[], choice: ToolChoice): Tool | null {
  if (choice === 'none') return null
  const mentioned = tools.find((tool) => mentions(text, tool)) ?? null
  if (choice === 'auto') return mentioned
  if (choice === 'required') return mentioned ?? tools[0] ?? null
  const name = typeof choice === 'string' ? choice : choice.name
  return tools.find((tool) => tool.name === name) ?? mentioned
}

const lead = /^(?:\s|[:,.!?])*(?:(?:for|in|of|at|on|to|about|with|and)\b\s*)*/i
const tail = /[\s.!?]+$/

/** What the user said to the tool: the text after its name, or all of it when nothing follows. */
export function textForTool(text: string, tool: Tool): string {
  const words = plain(tool.name).split(' ').join('[^a-zA-Z0-9]*')
  const after = text.split(new RegExp(words, 'i')).at(1)?.replace(lead, '').replace(tail, '')
  return after === undefined || after === '' ? text.trim() : after
}

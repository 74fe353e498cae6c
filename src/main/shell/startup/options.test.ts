import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseShellOptions } from './options'

const usual = path.resolve('config')
const parse = (parameters: string[], environment: Record<string, string> = {}) =>
  parseShellOptions(parameters, environment, usual)

describe('parseShellOptions', () => {
  it('shows the window and keeps its data where programs do', () => {
    expect(parse([])).toEqual({ hidden: false, demo: false, verbose: false, dataDirectory: path.join(usual, 'parley') })
  })

  it('takes flags among those of Chromium', () => {
    const parameters = ['--no-sandbox', '--hidden', '--remote-debugging-port=0', '.', '--data', 'here', '--demo']
    expect(parse(parameters)).toEqual({ hidden: true, demo: true, verbose: false, dataDirectory: path.resolve('here') })
  })

  it('takes the folder of the environment, unless a flag names one', () => {
    const environment = { PARLEY_DATA_DIR: 'there' }
    expect(parse([], environment).dataDirectory).toBe(path.resolve('there'))
    expect(parse(['--data=here'], environment).dataDirectory).toBe(path.resolve('here'))
  })
})

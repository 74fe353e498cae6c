import { expect, it, onTestFinished } from 'vitest'
import { addLogSink, logOf, type LogEntry } from './log'

it('sends entries to every sink until it is removed', () => {
  const entries: LogEntry[] = []
  const remove = addLogSink((entry) => entries.push(entry))
  onTestFinished(remove)
  logOf('test').warn('It failed.', new RangeError('Too long'), { count: 3 })
  logOf('test').output('one\ntwo\n')
  remove()
  logOf('test').info('Nobody hears this.')
  expect(entries).toMatchObject([
    { level: 'warn', scope: 'test', message: 'It failed.', fields: { error: 'RangeError: Too long', count: 3 } },
    { level: 'warn', message: 'Output:', stack: '    one\n    two' },
  ])
})

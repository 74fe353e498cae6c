import { expect, it } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock'
import { parseFrame } from './parse'
import { recordTraffic } from './record-traffic'

it('writes a line for each event, in order, with its time, its direction and no sound', async () => {
  const lines: string[] = []
  const clock = new ManualClock()
  const secrets = ['hunter2']
  const traffic = recordTraffic({ clock, secrets: () => secrets, withAudio: false, write: (line) => lines.push(line) })
  const at = clock.wallTime()
  traffic.sent({ type: 'input_audio_buffer.append', audio: 'AAAA' })
  await clock.advance(5)
  traffic.received(parseFrame('{"type":"error","error":"no hunter2"}'))
  traffic.received(parseFrame('not\n"JSON"'))
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { at, direction: 'sent', data: { type: 'input_audio_buffer.append', audio: '[4 characters of base64]' } },
    { at: at + 5, direction: 'received', data: { type: 'error', error: 'no [key]' } },
    { at: at + 5, direction: 'received', data: 'not\n"JSON"' },
  ])
  expect(lines.join('')).not.toContain('\n')
})

import { expect, it } from 'vitest'
import { runTalk } from '../src/main/commands/talk'
import { answerWith, type Frame, startScriptedServer } from './servers/scripted-server'
import { runCaptured } from './support/captured-command'
import { fastClock } from './support/fast-clock'

const asBinary = (frames: Iterable<Frame>): Frame[] =>
  Array.from(frames, (frame) => Buffer.from(typeof frame === 'string' ? frame : JSON.stringify(frame)))

it('talks with a server that sends its events in binary frames', async () => {
  const server = await startScriptedServer({
    greeting: asBinary([{ type: 'session.created', session: { type: 'realtime' } }]),
    answer: (turn) => [...asBinary(answerWith(`Grüße ${turn}`)), Buffer.from([0xff, 0xfe, 0x00])],
  })
  const flags = ['--endpoint', server.url, '--mode', 'text', '--say', 'one', '--say', 'two']
  const { exitCode, stdout } = await runCaptured(runTalk, flags, { clock: fastClock(4) })
  await server.close()
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/Grüße 1[^]*Grüße 2/)
})

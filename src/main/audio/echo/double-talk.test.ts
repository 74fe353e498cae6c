import { expect, it } from 'vitest'
import { answer, cancelEcho, interruptions, voice, voiceLoss } from '../../../../test/support/echo-rig'
import { echoIn, heardIn, placed } from '../../../../test/support/room'

const SECONDS = 23
/** The answer begins after half a second. */
const VOICES_AT = [1.5, 12.5, 20.5]

const played = answer(SECONDS)
const spoken = placed(voice(), VOICES_AT, SECONDS)

it.each([20, 60, 250])('with %i ms on the way, a voice over the answer loses at most 3 dB', async (delayMs) => {
  const microphone = heardIn({}, echoIn({ delayMs }, played), spoken)
  const cancelled = await cancelEcho(played, microphone)
  for (const at of VOICES_AT) expect(voiceLoss(voice(), cancelled, at)).toBeLessThan(3)
  expect(interruptions(cancelled)).toBe(VOICES_AT.length)
})

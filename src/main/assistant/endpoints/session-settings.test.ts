import { expect, it } from 'vitest'
import { profileWith, settingsUsing } from '../../../../test/support/profile-settings'
import { knownServers } from '../../../shared/realtime/servers/server-kinds'
import { sessionSettingsOf } from './session-settings'

const settingsFor = (own: Parameters<typeof profileWith>[0]) => {
  const profile = profileWith(own)
  return sessionSettingsOf(settingsUsing(profile), profile)
}

it("uses the server's defaults", () => {
  expect(settingsFor({ kind: 'openai', model: 'm' })).toMatchObject({
    model: 'm',
    voice: '',
    transcription: { model: 'gpt-realtime-whisper' },
    server: knownServers.openai.traits,
  })
})

it('sends neither a voice nor a transcription model to an unknown server', () => {
  expect(settingsFor({ kind: 'custom' })).toMatchObject({ voice: '', transcription: null })
})

it("uses the user's choices", () => {
  const own = { kind: 'custom', voice: 'cedar', transcription: 'whisper' } as const
  expect(settingsFor(own)).toMatchObject({ voice: 'cedar', transcription: { model: 'whisper' } })
  expect(settingsFor({ kind: 'openai', transcription: 'off' }).transcription).toBeNull()
})

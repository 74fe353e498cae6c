import { loadResampler } from '../../src/main/audio/resampling/resampler'
import { systemClock } from '../../src/main/clock/system-clock'
import { createWebSocketTransport } from '../../src/main/realtime/web-socket-transport'
import type { Transport } from '../../src/main/ports/session'
import { dialects } from '../../src/shared/realtime/dialects'
import { connectionRequest, serverProfile } from '../../src/shared/realtime/endpoints'
import type { ServerKind } from '../../src/shared/realtime/servers/server-kinds'
import { defaultSettings, type SessionSettings } from '../../src/shared/realtime/session-config'
import type { TurnMode } from '../../src/shared/realtime/turn-mode'
import { transcriptionOf } from '../../src/shared/realtime/transcription'

/** The way to a server at an address, and a session's settings, as they are for a kind of server. */
export function wayTo(
  kind: ServerKind,
  url: string,
  mode: TurnMode,
): { transport: Transport; settings: SessionSettings } {
  const profile = { ...serverProfile(kind), url }
  const { traits, rates, dialect } = profile
  const transport = createWebSocketTransport({
    request: connectionRequest(profile, 'model', undefined),
    dialect: dialect === 'auto' ? 'auto' : dialects[dialect],
    asksForFormats: traits.settings.includes('formats'),
    rates,
    loadConverter: loadResampler,
    clock: systemClock,
  })
  const transcription = transcriptionOf(null, traits, { language: '', vocabulary: '' })
  return { transport, settings: { ...defaultSettings, mode, server: traits, voice: '', transcription } }
}

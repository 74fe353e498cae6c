import { clientEventSchemas } from '../../shared/realtime/client-events'

/** Of WebRTC only: over a socket the client plays the sound, so there is no buffer of it at the server. */
const webRtcOnly = 'output_audio_buffer.clear'

/** What a client may send over a WebSocket. */
export const supportedEvents: readonly string[] = [...clientEventSchemas.keys()].filter((type) => type !== webRtcOnly)

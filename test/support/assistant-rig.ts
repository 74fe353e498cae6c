import { noLog } from './no-log'
import { createReadStream } from 'node:fs'
import { createMicrophone } from '../../src/main/audio/capture'
import { meteredDevice } from '../../src/main/audio/metered-device'
import { createNullDevice } from '../../src/main/audio/null-device'
import { createSpeaker } from '../../src/main/audio/playback'
import { loadResampler } from '../../src/main/audio/resampling/resampler'
import { Assistant } from '../../src/main/assistant/assistant'
import type { AssistantPorts, LoadedSettings } from '../../src/main/ports/assistant'
import { systemClock } from '../../src/main/clock/system-clock'
import { type DemoServer, startDemoServer } from '../../src/main/demo/server'
import { createWebSocketTransport } from '../../src/main/realtime/web-socket-transport'
import { exportConversations } from '../../src/main/export/export-conversations'
import { messageText } from '../../src/shared/conversation/item'
import type { EventName, Events } from '../../src/shared/ipc/contract'
import { dialects } from '../../src/shared/realtime/dialects'
import { connectionRequest, type EndpointProfile } from '../../src/shared/realtime/endpoints'
import { defaultUserSettings, type Settings } from '../../src/shared/settings'
import { memoryEventFile } from './memory-event-file'
import { MemoryHistory } from './memory-history'
import { MemoryRecordings } from './memory-recordings'
import { resourcesDirectory } from './sounds'

/** Everything that a window was told, in order. */
export interface Told {
  readonly name: EventName
  readonly payload: unknown
}

/** Keys that are kept as long as the test runs. */
export function memorySecrets(keys: Readonly<Record<string, string>> = {}): AssistantPorts['secrets'] {
  const kept = new Map(Object.entries(keys))
  return {
    protection: 'memory',
    has: (profile) => Promise.resolve(kept.has(profile)),
    read: (profile) => Promise.resolve(kept.get(profile)),
    write: (profile, key) => Promise.resolve(void kept.set(profile, key)),
    remove: (profile) => Promise.resolve(void kept.delete(profile)),
  }
}

/** An assistant on the real demo server, with neither microphone nor speaker, and a look at what it tells. */
export function assistantRig(ports: Partial<AssistantPorts> = {}, loaded: Partial<LoadedSettings> = {}) {
  const servers: DemoServer[] = []
  const endpoints: EndpointProfile[] = []
  const saved: Settings[] = []
  const told: Told[] = []
  const clock = ports.clock ?? systemClock
  const nothing = createNullDevice(clock)
  const startServer = async (): Promise<DemoServer> => {
    const server = await startDemoServer({
      dialect: 'ga',
      clock,
      resourcesDirectory,
      pace: { chunkMs: 100, intervalMs: 1 },
    })
    servers.push(server)
    return server
  }
  let demo: Promise<DemoServer> | undefined
  const assistant = new Assistant(
    {
      log: noLog,
      clock,
      host: 'web',
      version: '0.0.0',
      demoOnly: false,
      secrets: memorySecrets(),
      environment: { system: 'Testix 1', architecture: 'x64', locale: 'en-US', runtimes: { Node: '20.0.0' } },
      history: new MemoryHistory(),
      recordings: new MemoryRecordings(),
      recordingsUrl: 'recordings',
      settings: {
        load: () => Promise.resolve({ settings: defaultUserSettings, notice: null }),
        save: (settings) => Promise.resolve(void saved.push(settings)),
      },
      demo: {
        url: async () => (await (demo ??= startServer())).url,
        close: () => Promise.resolve(),
      },
      transportTo(endpoint, model, key, { traffic }) {
        endpoints.push(endpoint)
        const request = connectionRequest(endpoint, model, key)
        const audio = { rates: endpoint.rates, loadConverter: loadResampler }
        return Promise.resolve(createWebSocketTransport({ request, dialect: dialects.ga, ...audio, clock, traffic }))
      },
      eventFile: memoryEventFile(),
      sound: (_settings, meter) => ({
        microphone: createMicrophone(meteredDevice(nothing, meter)),
        speaker: createSpeaker(meteredDevice(nothing, meter), clock),
        configure: () => undefined,
      }),
      listDevices: () => Promise.resolve([]),
      exportFile: (request) => exportConversations(request),
      readFile: (path) => createReadStream(path),
      saveFile: (file) => Promise.resolve({ kind: 'download', name: file.suggestedName, url: '/download' }),
      openLink: () => Promise.resolve(),
      ...ports,
    },
    { settings: { ...defaultUserSettings, mode: 'text' }, notice: null, ...loaded },
  )
  assistant.subscribe((name, payload) => void told.push({ name, payload }))

  return {
    assistant,
    endpoints,
    saved,
    told,
    startServer,
    /** All that was told under a name. */
    events: <N extends EventName>(name: N): Events[N][] =>
      told.filter((entry) => entry.name === name).map(({ payload }) => payload as Events[N]),
    /** Resolves as soon as something holds, which is looked at whenever anything is told. */
    until: (holds: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        const unsubscribe = assistant.subscribe(() => queueMicrotask(check))
        function check(): void {
          if (!holds()) return
          unsubscribe()
          resolve()
        }
        check()
      }),
    /** The words of all messages that are shown, in order. */
    async words(): Promise<string[]> {
      const { items } = await assistant.snapshot()
      return items.flatMap((item) => (item.kind === 'message' ? [messageText(item)] : []))
    },
    async close(): Promise<void> {
      await assistant.close()
      await Promise.all(servers.map((server) => server.close()))
    },
  }
}

export type AssistantRig = ReturnType<typeof assistantRig>

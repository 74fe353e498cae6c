import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { noLog } from '../../test/support/no-log'
import { memorySecrets } from '../../test/support/assistant-rig'
import { launchHere } from '../../test/support/launch-here'
import type { LaunchChild, ParentProgram } from '../shared/child-program'
import { composeAssistant } from './app'
import { flacFormat } from './audio/flac/flac-format'
import { loadFlac } from './audio/flac/flac-library'
import { systemClock } from './clock/system-clock'
import { environmentOf } from './environment'
import { HistoryHost } from './storage/history/thread/history-host'
import { hostRecordings } from './storage/recordings/recordings-host'

/** A thread that is faster than any file is read. */
const launchAtOnce =
  (start: (parent: ParentProgram) => void): LaunchChild =>
  ({ onMessage, onExit }) => {
    let listening: ((message: unknown) => void) | undefined
    start({
      post: (message) => queueMicrotask(() => onMessage(message)),
      listen: (listener) => (listening = listener),
    })
    return { post: (message) => queueMicrotask(() => listening?.(message)), kill: onExit }
  }

it('hears what the history tells at once', async () => {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'parley-app-'))
  onTestFinished(() => rm(dataDirectory, { recursive: true }))
  await mkdir(path.join(dataDirectory, 'history.db')) // which can't be opened as a file
  const flac = await loadFlac()
  const assistant = await composeAssistant({
    log: noLog,
    clock: systemClock,
    host: 'web',
    version: '0.0.0',
    environment: environmentOf('en-US'),
    dataDirectory,
    resourcesDirectory: 'resources',
    recordingsUrl: 'recordings',
    secrets: memorySecrets(),
    saveFile: () => Promise.resolve({ kind: 'cancelled' }),
    openLink: () => Promise.resolve(),
    launchSound: () => {
      throw new Error('Nothing is to be heard')
    },
    launchHistory: launchAtOnce((parent) => new HistoryHost(systemClock, parent)),
    launchRecordings: launchHere((parent) => hostRecordings(parent, flacFormat(flac), systemClock)),
  })
  onTestFinished(() => assistant.close())
  expect((await assistant.snapshot()).storageTrouble).toMatchObject({ code: 'storage.not_writable' })
})

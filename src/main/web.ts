import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type AppError, toAppError } from '../shared/ipc/result'
import { checkSource, composeAssistant } from './app'
import { forkSound, ownProgram } from './programs/fork-sound'
import { systemClock } from './clock/system-clock'
import { exitCodeOf } from './commands/exit-code'
import { parseWebOptions, type WebOptions, webUsage } from './commands/web-options'
import { environmentOf } from './environment'
import { writeFileAtomically } from './files/write-file'
import { createRouter } from './ipc/router'
import { startLog } from './log/start-log'
import { developmentServerOf } from './page/development-server'
import { pageFiles } from './page/page-files'
import { answerRecording } from './page/recording-files'
import type { LogPort } from './ports/log'
import { FileSecrets } from './storage/file-secrets'
import { launchWorker } from './programs/worker-thread'
import { Downloads } from './web-host/downloads'
import { startWebHost } from './web-host/server'
import { keptToken } from './web-host/token'

/** The web host: the same window in any browser on this machine. Only wires and starts. */

const { stdout, stderr } = process
const root = path.resolve(import.meta.dirname, '../..')

async function main(): Promise<void> {
  const options = parseWebOptions(process.argv.slice(2), process.env)
  if (!options) {
    stdout.write(webUsage)
    return
  }
  await checkSource(options.source)
  const ended = untilSignal()
  const downloads = new Downloads(systemClock)
  // Recordings are under an address that nobody guesses: players can't send the page's token.
  const recordingsUrl = `recordings/${randomBytes(24).toString('base64url')}`
  const developmentServer = developmentServerOf(process.env)
  const log = startLog({ dataDirectory: options.dataDirectory, clock: systemClock, verbose: options.verbose })
  const assistant = await compose(options, log, downloads, recordingsUrl)
  try {
    const host = await startWebHost({
      router: createRouter(assistant),
      clock: systemClock,
      findFile: pageFiles(path.join(root, 'out/renderer'), developmentServer),
      developmentServer,
      port: options.port,
      token: await keptToken(path.join(options.dataDirectory, 'web-token')),
      downloads,
      recording: (urlPath, range) => answerRecording(assistant.recording, `/${recordingsUrl}/`, urlPath, range),
    })
    if (options.port !== 0 && host.port !== options.port)
      stderr.write(`Port ${options.port} is in use; using ${host.port} instead.\n`)
    stdout.write(`Parley is at ${host.url}\n`)
    await ended
    await host.close()
  } finally {
    await assistant.close()
  }
}

async function compose(
  { dataDirectory, demo, source, sink }: WebOptions,
  log: LogPort,
  downloads: Downloads,
  recordingsUrl: string,
): ReturnType<typeof composeAssistant> {
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string }
  return composeAssistant({
    log,
    host: 'web',
    clock: systemClock,
    environment: environmentOf(Intl.DateTimeFormat().resolvedOptions().locale),
    resourcesDirectory: path.join(root, 'resources'),
    secrets: new FileSecrets({ path: path.join(dataDirectory, 'keys.json'), write: writeFileAtomically }),
    // Files and links are the browser's to save and to open.
    saveFile: (file) => Promise.resolve(downloads.offer(file)),
    recordingsUrl,
    openLink: () => Promise.resolve(),
    launchSound: forkSound(ownProgram(import.meta.url, 'sound')),
    launchHistory: launchWorker(ownProgram(import.meta.url, 'history-worker')),
    launchRecordings: launchWorker(ownProgram(import.meta.url, 'recordings-worker')),
    dataDirectory,
    demo,
    source,
    sink,
    version,
  })
}

/** Resolves at the first signal; a second one, from a user who will not wait, ends the process at once. */
function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    let told = false
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (told) process.exit(130)
        told = true
        resolve()
      })
    }
  })
}

function report(thrown: unknown): number {
  const error: AppError = toAppError(thrown)
  stderr.write(`parley: ${[error.message, error.hint].filter((text) => text !== '').join(' ')}\n`)
  return exitCodeOf(error)
}

process.exitCode = await main().then(() => 0, report)

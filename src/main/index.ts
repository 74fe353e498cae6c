import path from 'node:path'
import { app, session, shell } from 'electron'
import { composeAssistant } from './app'
import type { Secrets } from './ports/assistant'
import { ownProgram } from './programs/fork-sound'
import { systemClock } from './clock/system-clock'
import { environmentOf } from './environment'
import { writeFileAtomically, writeStreamAtomically } from './files/write-file'
import { createRouter } from './ipc/router'
import { contentSecurityPolicy } from './page/content-security-policy'
import { startLog } from './log/start-log'
import { developmentServerOf } from './page/development-server'
import { pageFiles } from './page/page-files'
import { answerRecording } from './page/recording-files'
import { declareAppScheme, serveApp } from './shell/window/app-scheme'
import { createHotkey } from './shell/hotkey/desktop-hotkey'
import { allowPortalShortcuts } from './shell/hotkey/electron-grab'
import { CallPill } from './shell/pill/call-pill'
import { conversationSharing } from './shell/conversation-sharing'
import { followCall } from './shell/pill/follow-call'
import { connectWindows } from './shell/ipc'
import { setLoginItem, wasOpenedAtLogin } from './shell/startup/login-item'
import { MainWindow } from './shell/window/main-window'
import { openMemory } from './shell/memory'
import { setMenu } from './shell/tray/menu'
import { forbidNavigation } from './shell/window/navigation'
import { parseShellOptions, type ShellOptions } from './shell/startup/options'
import { denyPermissions } from './shell/window/permissions'
import { PillLife } from './shell/pill/pill-life'
import { closeBeforeQuitting } from './shell/quit'
import { hasKeyRing, safeStorageSecrets } from './shell/safe-storage-secrets'
import { createSaveDialog } from './shell/save-dialog'
import { keepStartAtLogin } from './shell/startup/start-at-login'
import { createCommands, onSurroundingsChanged, surroundingsOf } from './shell/surroundings'
import { showTrayHint } from './shell/tray/tray-hint'
import { createTray } from './shell/tray/tray'
import { utilitySound } from './shell/utility-sound'
import { FileSecrets } from './storage/file-secrets'
import { launchWorker } from './programs/worker-thread'

/** The desktop host, told in the order in which it happens. Only wires and starts. */

const root = path.resolve(import.meta.dirname, '../..')
const icons = path.join(root, 'resources/icons')

function begin(): void {
  app.setName('Parley')
  if (process.platform === 'win32') app.setAppUserModelId('app.parley.desktop') // the installer's, or no notification shows
  const options = parseShellOptions(process.argv.slice(1), process.env, app.getPath('appData'))
  // Before the lock, which is kept there: one Parley for each data folder, not one for the machine.
  app.setPath('userData', options.dataDirectory)
  if (!app.requestSingleInstanceLock()) {
    app.exit() // the first one shows its window
    return
  }
  declareAppScheme() // Electron takes this only before it is ready
  allowPortalShortcuts() // and this
  void app.whenReady().then(() => start(options))
}

async function start({ hidden, demo, verbose, dataDirectory }: ShellOptions): Promise<void> {
  const log = startLog({ dataDirectory, clock: systemClock, verbose })
  const memory = openMemory(path.join(dataDirectory, 'desktop.json'))
  const assistant = await composeAssistant({
    log,
    clock: systemClock,
    host: 'desktop',
    version: app.getVersion(),
    environment: environmentOf(app.getLocale()),
    resourcesDirectory: path.join(root, 'resources'),
    secrets: await openSecrets(dataDirectory),
    saveFile: createSaveDialog({ window: () => mainWindow, memory, write: writeStreamAtomically }),
    openLink: (url) => shell.openExternal(url),
    systemProxy: (url) => session.defaultSession.resolveProxy(url),
    recordingsUrl: 'recordings',
    launchSound: utilitySound(path.join(import.meta.dirname, 'sound.js')),
    launchHistory: launchWorker(ownProgram(import.meta.url, 'history-worker')),
    launchRecordings: launchWorker(ownProgram(import.meta.url, 'recordings-worker')),
    demo,
    dataDirectory,
  })
  const hotkey = createHotkey(assistant, systemClock, () => mainWindow.show())
  // As soon as there is something to close, and before there are windows, which ask whether they may close.
  const isQuitting = closeBeforeQuitting(async () => {
    hotkey.close()
    await assistant.close()
  }, systemClock)

  // What pages may do is settled before there is one.
  denyPermissions(session.defaultSession)
  forbidNavigation((url) => assistant.openLink(url))
  const developmentServer = app.isPackaged ? null : developmentServerOf(process.env)
  serveApp({
    findFile: pageFiles(path.join(root, 'out/renderer'), developmentServer),
    contentSecurityPolicy: contentSecurityPolicy([], developmentServer),
    answerRecording: (urlPath, range) => answerRecording(assistant.recording, '/recordings/', urlPath, range),
  })

  const router = createRouter(assistant, {
    ...hotkey.features,
    openFolder: async (folder) => {
      await shell.openPath(folder)
    },
    showWindow: () => void mainWindow.show(),
    keepWindow: (kept) => mainWindow.keep(kept),
    ...conversationSharing({
      archive: assistant.archive,
      window: () => mainWindow.current,
      icon: path.join(icons, 'parley.png'),
      write: writeStreamAtomically,
    }),
  })
  const connect = connectWindows(router)
  const parts = { preload: path.join(root, 'out/preload/index.cjs'), memory, clock: systemClock, connect }
  const mainWindow = new MainWindow({
    ...parts,
    connect: (window) => connect(window, () => router.windowGone()),
    icon: path.join(icons, 'parley.png'),
    mayClose: isQuitting,
    onClosed: () => showTrayHint(memory, surroundingsOf(mainWindow, assistant).words),
  })
  app.on('window-all-closed', () => undefined) // which would end Electron: Parley stays in the tray
  const shown = hidden || wasOpenedAtLogin() ? Promise.resolve() : mainWindow.show()

  // All else is done while the page loads.
  followCall(new PillLife(new CallPill(parts), systemClock), mainWindow, assistant, isQuitting)

  const commands = createCommands(mainWindow, assistant)
  const showInTray = createTray(icons, commands)
  const showSurroundings = (): void => {
    const surroundings = surroundingsOf(mainWindow, assistant)
    showInTray(surroundings)
    setMenu(surroundings.words, commands)
  }
  onSurroundingsChanged(mainWindow, assistant, showSurroundings)
  showSurroundings()
  app.on('second-instance', () => void mainWindow.show())
  app.on('activate', () => void mainWindow.show()) // macOS: a click on the dock
  keepStartAtLogin(assistant, (order) => setLoginItem(order, { dataDirectory, write: writeFileAtomically }))

  void shown.then(() => hotkey.begin()) // which holds everything else up for a moment
}

/** By the system's key ring where there is one, else by the permissions of a file; each in a file of its own. */
async function openSecrets(dataDirectory: string): Promise<Secrets> {
  const inFile = (name: string) => new FileSecrets({ path: path.join(dataDirectory, name), write: writeFileAtomically })
  return (await hasKeyRing()) ? safeStorageSecrets(inFile('keys.encrypted.json')) : inFile('keys.json')
}

begin()

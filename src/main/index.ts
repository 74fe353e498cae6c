import path from 'node:path'
import { app, session, shell } from 'electron'
import { composeAssistant } from './app'
import type { Secrets } from './assistant/ports'
import { systemClock } from './clock/system-clock'
import { writeFileAtomically } from './export/write-file'
import { createRouter } from './ipc/router'
import { declareAppScheme, serveApp } from './shell/app-scheme'
import { connectWindow } from './shell/ipc'
import { openMemory } from './shell/memory'
import { setMenu } from './shell/menu'
import { forbidNavigation } from './shell/navigation'
import { parseShellOptions, type ShellOptions } from './shell/options'
import { denyPermissions } from './shell/permissions'
import { closeBeforeQuitting } from './shell/quit'
import { hasKeyRing, safeStorageSecrets } from './shell/safe-storage-secrets'
import { createSaveDialog } from './shell/save-dialog'
import { createCommands, onSurroundingsChanged, surroundingsOf } from './shell/surroundings'
import { hasEnoughThreads } from './shell/thread-pool'
import { tellAboutTray } from './shell/told-once'
import { createTray } from './shell/tray'
import { createWindow, loadPage, showWindow } from './shell/window'
import { FileSecrets } from './storage/file-secrets'
import { findStaticFile } from './web-host/static-files'

/** The desktop host, told in the order in which it happens. Only wires and starts. */

const root = path.resolve(import.meta.dirname, '../..')
const icons = path.join(root, 'resources/icons')

function begin(): void {
  // First of all, since nothing that has begun by then is of use when the process has to be started anew.
  if (!hasEnoughThreads()) {
    app.exit()
    return
  }
  app.setName('Parley')
  const options = parseShellOptions(process.argv.slice(1), process.env, app.getPath('appData'))
  // Before the lock, which is kept there: one Parley for each data folder, not one for the machine.
  app.setPath('userData', options.dataDirectory)
  if (!app.requestSingleInstanceLock()) {
    app.exit() // the first one shows its window
    return
  }
  declareAppScheme() // Electron takes this only before it is ready
  void app.whenReady().then(() => start(options))
}

async function start({ hidden, demo, dataDirectory }: ShellOptions): Promise<void> {
  const memory = openMemory(path.join(dataDirectory, 'desktop.json'))
  const assistant = await composeAssistant({
    clock: systemClock,
    host: 'desktop',
    version: app.getVersion(),
    resourcesDirectory: path.join(root, 'resources'),
    secrets: await openSecrets(dataDirectory),
    saveFile: createSaveDialog({ window: () => window, memory, write: writeFileAtomically }),
    openLink: (url) => shell.openExternal(url),
    ...{ demo, dataDirectory },
  })
  // As soon as there is something to close, and before there are windows, which ask whether they may close.
  const isQuitting = closeBeforeQuitting(() => assistant.close(), systemClock)

  // What pages may do is settled before there is one.
  denyPermissions(session.defaultSession)
  forbidNavigation((url) => assistant.openLink(url))
  serveApp((urlPath) => findStaticFile(path.join(root, 'out/renderer'), urlPath))

  const window = createWindow({
    preload: path.join(root, 'out/preload/index.cjs'),
    icon: path.join(icons, 'parley.png'),
    ...{ memory, hidden },
    mayClose: isQuitting,
    onHidden: () => tellAboutTray(memory, surroundingsOf(window, assistant).words),
  })
  connectWindow(window, createRouter(assistant)) // before the page, which asks at once

  const commands = createCommands(window, assistant)
  const showInTray = createTray(icons, commands)
  const showSurroundings = (): void => {
    const surroundings = surroundingsOf(window, assistant)
    showInTray(surroundings)
    setMenu(surroundings.words, commands)
  }
  onSurroundingsChanged(window, assistant, showSurroundings)
  showSurroundings()
  app.on('second-instance', () => showWindow(window))
  app.on('activate', () => showWindow(window)) // macOS: a click on the dock

  await loadPage(window, systemClock)
}

/** By the system's key ring where there is one, else by the permissions of a file; each in a file of its own. */
async function openSecrets(dataDirectory: string): Promise<Secrets> {
  const inFile = (name: string) => new FileSecrets({ path: path.join(dataDirectory, name), write: writeFileAtomically })
  return (await hasKeyRing()) ? safeStorageSecrets(inFile('keys.encrypted.json')) : inFile('keys.json')
}

begin()

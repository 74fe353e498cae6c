import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const addon = 'resources/app.asar.unpacked/node_modules/naudiodon/build/Release/naudiodon.node'

/**
 * Frees a packed app of the machine that made it (electron-builder's `afterPack`).
 *
 * On Linux the sound addon is linked with the folder it was built in as its run path, so that it would look for its
 * PortAudio there. On macOS it is `@loader_path` from the beginning, and Windows looks beside the addon.
 * @param {import('electron-builder').AfterPackContext} context
 * @throws Error when patchelf is not installed or fails
 */
export function makeRelocatable({ appOutDir, electronPlatformName }) {
  removeElectronsOwn(appOutDir)
  if (electronPlatformName !== 'linux') return
  const { error, status, stderr } = spawnSync('patchelf', ['--set-rpath', '$ORIGIN', join(appOutDir, addon)], {
    encoding: 'utf8',
  })
  if (error?.code === 'ENOENT')
    throw new Error('patchelf is missing, which frees the sound addon of this folder: sudo apt-get install patchelf')
  if (error || status !== 0) throw new Error(`patchelf failed: ${error?.message ?? stderr.trim()}`)
}

/** What a downloaded Electron has beside the app and electron-builder leaves in one that was given. */
function removeElectronsOwn(folder) {
  for (const name of ['version', 'ready', 'resources/default_app.asar'])
    if (existsSync(join(folder, name))) rmSync(join(folder, name))
}

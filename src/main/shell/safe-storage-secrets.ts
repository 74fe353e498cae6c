import { safeStorage } from 'electron'
import { Failure } from '../../shared/ipc/result'
import type { Secrets } from '../ports/assistant'
import { logOf } from '../../shared/log'

const log = logOf('secrets')

/**
 * Whether the system has a key ring to encrypt with. Linux without one (`basic_text`) would "encrypt" with a password
 * that is the same everywhere; that is no protection, and Parley doesn't say that it is. Only after the app is ready.
 */
export async function hasKeyRing(): Promise<boolean> {
  if (process.platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend()))
    return false
  // The oldest Electron that we run in has only the synchronous calls, which Electron is about to drop.
  return 'isAsyncEncryptionAvailable' in safeStorage && safeStorage.isAsyncEncryptionAvailable()
}

/**
 * Encrypts keys with the system's key ring before they are kept: other users, and a copied disk, have no use for them.
 * @param kept where the encrypted keys go
 */
export const safeStorageSecrets = (kept: Secrets): Secrets => ({
  protection: 'keyring',
  has: (profile) => kept.has(profile),
  /** Undefined also for a key that can't be decrypted any more, as after a change of the user's password. */
  async read(profile) {
    const stored = await kept.read(profile)
    if (stored === undefined) return undefined
    try {
      return (await safeStorage.decryptStringAsync(Buffer.from(stored, 'base64'))).result
    } catch (thrown) {
      log.warn('A key can’t be decrypted.', thrown)
      return undefined
    }
  },
  /** @throws Failure `keys.not_saved` */
  async write(profile, key) {
    await kept.write(profile, (await encrypted(key)).toString('base64'))
  },
  remove: (profile) => kept.remove(profile),
})

async function encrypted(key: string): Promise<Buffer> {
  try {
    return await safeStorage.encryptStringAsync(key)
  } catch (cause) {
    throw new Failure('keys.not_saved', { reason: 'keyring_refused' }, { cause })
  }
}

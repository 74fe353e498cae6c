import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import tls from 'node:tls'
import { Failure } from '../../shared/ipc/result'
import { logOf } from '../../shared/log'

const log = logOf('network')

/**
 * The authorities that are trusted, as PEM: Node's own, the system's where Node can read them, those that
 * `NODE_EXTRA_CA_CERTS` names, and the user's.
 * @param file with the user's certificates; null for none
 * @returns null when there are only Node's own
 * @throws Failure `network.certificates_unreadable`, `network.no_certificates`
 */
export async function trustedAuthorities(
  file: string | null,
  environment: NodeJS.ProcessEnv,
): Promise<readonly string[] | null> {
  const extra = environment.NODE_EXTRA_CA_CERTS
  const added = [
    ...systemAuthorities(),
    ...(extra ? certificatesIn(await readFile(extra, 'utf8').catch(unreadable)) : []),
    ...(file === null ? [] : await usersAuthorities(file)),
  ]
  return added.length === 0 ? null : [...tls.rootCertificates, ...added]
}

/** Node itself ignores such a file too, with a warning. */
function unreadable(thrown: unknown): string {
  log.warn('The file that NODE_EXTRA_CA_CERTS names can’t be read.', thrown)
  return ''
}

/** Newer Nodes read the system's store; older ones have no way to it. */
function systemAuthorities(): readonly string[] {
  const { getCACertificates } = tls as { readonly getCACertificates?: (store: 'system') => string[] }
  return getCACertificates?.('system') ?? []
}

async function usersAuthorities(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Failure('network.certificates_unreadable', { file }, { cause })
  })
  const certificates = certificatesIn(text)
  if (certificates.length > 0) return certificates
  throw new Failure('network.no_certificates', { file })
}

const certificatesIn = (text: string): readonly string[] =>
  (text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []).filter(isCertificate)

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== ''
  } catch {
    return false // only its frame looks like a certificate
  }
}

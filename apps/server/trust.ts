import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inPem, readCertificate, readRevocationList, type Trust } from '@jiamao/platform/identity'
import { SettingsFault } from './settings-fault.ts'

/** Whose certificates are believed, as of now: lists of what was revoked are replaced while the platform runs. */
export type TrustNow = () => Trust

/**
 * Reads the authorities of `JIAMAO_SM2_ROOTS`, and at each use the lists of `JIAMAO_SM2_CRL` that have changed.
 *
 * @throws SettingsFault where a file says nothing that can be used
 */
export function readTrust({ JIAMAO_SM2_ROOTS: file, JIAMAO_SM2_CRL: folder }: NodeJS.ProcessEnv): TrustNow | undefined {
  if (!file) {
    if (folder) throw new SettingsFault('JIAMAO_SM2_CRL is set: set JIAMAO_SM2_ROOTS too')
    return undefined
  }
  const found = inPem(textOf(file), 'CERTIFICATE').map(readCertificate)
  const roots = found.filter((one) => one?.isAuthority && one.issuer === one.subject)
  const others = found.filter((one) => one?.isAuthority && one.issuer !== one.subject)
  if (roots.length === 0 || roots.length + others.length < found.length)
    throw new SettingsFault(
      `JIAMAO_SM2_ROOTS "${file}" must hold SM2 certificates of authorities in PEM, one of them a root that issued itself`,
    )
  const base = { roots, others } as Pick<Trust, 'roots' | 'others'>
  const lists = folder ? listsIn(folder) : () => undefined
  return () => ({ ...base, lists: lists() })
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new SettingsFault(`JIAMAO_SM2_ROOTS cannot be read: ${(error as Error).message}`)
  }
}

/** The lists of a folder, read again when a file of it has changed. A folder that is gone has none: every certificate is refused then. */
function listsIn(folder: string): () => Trust['lists'] {
  let kept: { readonly state: string; readonly lists: NonNullable<Trust['lists']> } = { state: '', lists: [] }
  return () => {
    try {
      const files = readdirSync(folder)
        .filter((name) => name.endsWith('.crl'))
        .sort()
        .map((name) => join(folder, name))
      const state = files.map((path) => `${path} ${statSync(path).mtimeMs} ${statSync(path).size}`).join('\n')
      if (state !== kept.state) kept = { state, lists: files.flatMap(listsOf) }
      return kept.lists
    } catch {
      return []
    }
  }
}

function listsOf(path: string) {
  const bytes = readFileSync(path)
  const inText = inPem(bytes.toString('latin1'), 'X509 CRL')
  const lists = inText.length > 0 ? inText : [bytes]
  return lists.flatMap((der) => readRevocationList(der) ?? [])
}

import { readAccounts } from '../accounts.ts'
import { sessionOf } from '../api.ts'
import { CommandFault } from '../failure.ts'
import type { Desk } from './filing.ts'
import { patienceMs } from './life.ts'
import type { Evidence } from './stage.ts'

interface Kept {
  readonly version: number
  readonly signer: string
  readonly means: string
  readonly hash: string
  readonly fits: string
}

/**
 * 补签. What a program has filed waits for a person: the firm's signer signs in, reads the statement and signs it. Read back
 * as the filer sees it.
 */
export async function countersigned(clerk: Desk, filing: string): Promise<Evidence> {
  const { body } = await clerk.api.ask<{ organisation: string }>(`/me`)
  const signer = readAccounts().find(
    ({ organisation, roles, password }) => organisation === body.organisation && roles.includes('signer') && password,
  )
  if (!signer?.login || !signer.password) throw new CommandFault(1, 'the firm has nobody who signs')
  const session = await sessionOf({ login: signer.login, password: signer.password }, patienceMs, clerk.waiting)
  const { statement, hash } = (
    await session.ask<{ statement: { ownNumber: string }; hash: string }>(`/filings/${filing}/statement`)
  ).body
  await session.ask(`/filings/${filing}/signature`, { body: { hash }, once: clerk.once(`sign ${filing}`) })
  const [kept] = (await clerk.api.ask<{ items: Kept[] }>(`/filings/${filing}/signatures`)).body.items
  if (kept?.hash !== hash || kept.fits !== 'yes')
    throw new CommandFault(1, `the signature of ${statement.ownNumber} does not fit what was signed`)
  return { signature: `${kept.signer} · ${kept.means} · version ${kept.version} · SHA-256 ${kept.hash} · fits` }
}

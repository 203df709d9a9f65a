/** Puts engines and modules together into one platform. Engines know no module; this file knows all. */
import type { Clock } from '@jiamao/kernel/clock'
import { modules, providers } from '@jiamao/modules'
import { migrations as audit } from '@jiamao/platform/audit'
import { migrations as exchange } from '@jiamao/platform/exchange'
import { baseName, codecs } from '@jiamao/platform/exchange/codec'
import { migrations as files } from '@jiamao/platform/files'
import { catalogueOf, type Encoder, type Engine, migrations as filing } from '@jiamao/platform/filing'
import { migrations as identity, loadDirectory } from '@jiamao/platform/identity'
import { migrations as ledger, ledgerProviders } from '@jiamao/platform/ledger'
import { migrations as oversight } from '@jiamao/platform/oversight'
import { firstEdition, loadPolicies, migrations as policy, publish, supplement } from '@jiamao/platform/policy'
import { type Migrations, type Store, sql, migrations as store } from '@jiamao/platform/store'
import { migrations as work } from '@jiamao/platform/work'

/** All migrations, engines first, in the order in which they build on each other. */
export const migrations: readonly Migrations[] = [
  store,
  audit,
  identity,
  oversight,
  work,
  files,
  policy,
  ledger,
  exchange,
  filing,
  ...modules.flatMap((module) =>
    module.migrations ? [{ of: `modules/${module.id}`, folder: module.migrations }] : [],
  ),
]

/** Tables that belong to no enterprise: reference data, and the carrier's own book-keeping before an enterprise is known. */
export const referenceTables = [
  'migration',
  'clock',
  'organisation',
  'person',
  'membership',
  'token',
  'api_client',
  'api_secret',
  'login',
  'session',
  'sign_in_failure',
  'preference',
  'invitation',
  'passkey',
  'certificate',
  'recovery',
  'challenge',
  'outside_identity',
  'outside_trip',
  'sign_up',
  'saved_filters',
  'mail_setting',
  'mail_stop',
  'webhook',
  'proposal',
  'edition',
  'policy_row',
  'movement_kind',
  'link',
  'raw',
  'address',
  'audit_seal',
  'violation',
]

const encoders = new Map<string, Encoder>(
  Object.values(codecs).map((codec) => [
    codec.type,
    { version: codec.version, mark: codec.mark, encode: (body) => codec.encode(body as never) },
  ]),
)

/** The filing engine of a store: definitions checked, policies and directory loaded, the first edition there and complete. */
export async function composeEngine(store: Store, clock: Clock): Promise<Engine> {
  const [known] = await store.call<{ n: bigint }>(sql`select count(*) as n from edition`)
  const first = firstEdition()
  const missing = known.n === 0n ? first : await supplement(store, first)
  if (missing) await publish(store, missing, [], clock.machine())
  return {
    store,
    clock,
    policies: await loadPolicies(store),
    directory: await loadDirectory(store),
    catalogue: catalogueOf(modules, [...ledgerProviders, ...providers]),
    encoders,
    // The attempt is the connector's to count; the name without it ends where the attempt begins.
    messageName: (type, direction, ownNumber, version) =>
      baseName({ type, direction, ownNumber, version, attempt: 1 }).replace(/_t-1$/, ''),
  }
}

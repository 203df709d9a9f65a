import type { Uuid } from '@jiamao/kernel/ids'
import type { Moment } from '@jiamao/kernel/time'
import { ownerOf, type Subject } from '../identity/index.ts'
import { rows, sql, type Tx } from '../store/index.ts'
import type { Place } from './decide.ts'
import type { Engine } from './engine.ts'
import { hashOfParts, type PartRow } from './hash-parts.ts'
import { look, readView } from './read.ts'
import { hashOfStatement, type Statement } from './statement.ts'

/** A signature as it is shown, and whether what is kept still is what was signed. */
export interface SignatureShown {
  readonly version: number
  readonly statement: Statement
  readonly hash: string
  readonly means: string
  readonly signer: string
  readonly organisation: string
  readonly businessAt: Moment
  readonly at: Moment
  /** `statement`: the kept statement is not what was signed; `content`: the kept content is not. */
  readonly fits: 'yes' | 'statement' | 'content'
}

interface Kept extends Omit<SignatureShown, 'organisation' | 'fits'> {
  readonly organisation: Uuid
}

/** 签名核验. The signatures of a filing, each held against the statement and the whole content of its version. */
export async function readSignatures(engine: Engine, subject: Subject, id: Uuid): Promise<SignatureShown[]> {
  const { place, kept } = await look(engine, subject, id, 'signatures', async (tx, place) => {
    await readView(tx, place)
    return { place, kept: await keptOf(tx, place) }
  })
  // Whoever may see a signature may know whether it fits, also where their view holds only parts of the content.
  const scope = { enterprise: place.enterprise, organisation: subject.organisation, stance: 'engine' as const }
  // Figures of parts that a view may not hold stay with the owner.
  const isOwn = ownerOf(subject) === place.enterprise
  const shown: SignatureShown[] = []
  // One version after another: each may hold 100,000 lines, and a filing has few versions.
  for (const { organisation, ...signature } of kept) {
    const parts = await engine.store.tx(scope, (tx) => partsOf(tx, place, signature.version))
    const fits = fitsOf(signature, await hashOfParts(parts))
    const statement = isOwn ? signature.statement : { ...signature.statement, figures: [] }
    const by = engine.directory.organisation(organisation)?.name ?? ''
    shown.push({ ...signature, statement, organisation: by, fits })
  }
  return shown
}

const keptOf = (tx: Tx, { enterprise, id }: Place) =>
  rows<Kept>(
    tx,
    sql`
    select version, statement, encode(hash, 'hex') as hash, means, signer_name as signer, organisation_id as organisation,
           business_at as "businessAt", at
      from signature where enterprise_id = ${enterprise} and filing_id = ${id} order by version desc limit 100`,
  )

function fitsOf({ statement, hash }: Pick<Kept, 'statement' | 'hash'>, content: string): SignatureShown['fits'] {
  if (hashOfStatement(statement) !== hash) return 'statement'
  return statement.contentHash === content ? 'yes' : 'content'
}

const partsOf = (tx: Tx, { enterprise, id }: Place, version: number) =>
  rows<PartRow>(
    tx,
    sql`
    select part, body from filing_part
     where enterprise_id = ${enterprise} and filing_id = ${id} and version = ${version} order by part, chunk`,
  )

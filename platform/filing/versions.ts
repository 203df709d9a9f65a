import { rows, sql, type Tx } from '../store/index.ts'
import type { Place } from './decide.ts'
import { type Differences, differencesOf } from './differences.ts'
import { type FilingRow, writtenContent } from './drafts.ts'
import type { Engine } from './engine.ts'
import { readFiled } from './parts.ts'
import { noVersion } from './problems.ts'
import type { FilingView } from './read.ts'

/** 申报版本. What was filed, each time that it was. */
export interface VersionFiled {
  readonly version: number
  readonly businessAt: string
  readonly at: string
}

/** Each submission makes a version: the first by filing, each other after it was sent back. */
export const readVersions = (tx: Tx, { enterprise, id }: Place) =>
  rows<VersionFiled>(
    tx,
    sql`
    select row_number() over (order by n)::int as version, business_at as "businessAt", at from filing_event
     where enterprise_id = ${enterprise} and filing_id = ${id} and event in ('submit', 'submitHeld') order by n limit 1000`,
  )

/**
 * What the later version says otherwise than the earlier one; `later` undefined is what is being written, which only its
 * owner reads. Both are read in the asker's scope: a part that may not be seen is in neither.
 *
 * @throws FILING_NO_VERSION
 */
export async function readDifferences(
  engine: Engine,
  tx: Tx,
  { enterprise, id }: Place,
  filing: FilingView,
  earlier: number,
  later?: number,
): Promise<Differences> {
  const isFiled = (version: number) => version >= 1 && version <= filing.version && filing.filedOn !== null
  const unknown = [earlier, ...(later === undefined ? [] : [later])].find((version) => !isFiled(version))
  if (unknown !== undefined) throw noVersion({ version: unknown, last: filing.filedOn === null ? 0 : filing.version })
  const [before, after] = await Promise.all([
    readFiled(tx, enterprise, id, earlier),
    later === undefined
      ? writtenContent(tx, enterprise, filing as unknown as FilingRow)
      : readFiled(tx, enterprise, id, later),
  ])
  return differencesOf(engine.catalogue.filing(filing.type)!.content, before, after)
}

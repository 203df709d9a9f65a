/** 往来. What the parties to a filing say to each other about it, kept with the filing instead of on the telephone. */
import type { Json } from '@jiamao/kernel/canonical'
import type { Uuid } from '@jiamao/kernel/ids'
import { leafOf, record } from '../audit/index.ts'
import type { Subject } from '../identity/index.ts'
import { one, rows, sql, type Tx } from '../store/index.ts'
import { type Answer, once, type Request } from './answers.ts'
import type { Place } from './decide.ts'
import { engineScope, type FilingRow, lockFiling } from './drafts.ts'
import type { Engine } from './engine.ts'
import { tell } from './tell.ts'

/** One thing that was said, and by whom; a person's name is told to colleagues only. */
export interface Said {
  readonly n: number
  readonly party: string | null
  readonly organisation: string | null
  readonly person: string | null
  /** That person works there no more. */
  readonly hasLeft: boolean
  readonly says: string
  readonly businessAt: string
}

/** What was said, oldest first; of more than 500 the last. */
export async function readTalk(engine: Engine, tx: Tx, { enterprise, id }: Place): Promise<Said[]> {
  const found = await rows<Omit<Said, 'party' | 'organisation'> & { readonly by: Uuid }>(
    tx,
    sql`
    select t.n, t.organisation_id as by, c.name as person, coalesce(c.has_left, false) as "hasLeft", t.says, t.business_at as "businessAt"
      from talk t
      left join who_acted(array(
             select distinct person_id from talk where enterprise_id = ${enterprise} and filing_id = ${id})) c
        on c.id = t.person_id and t.organisation_id = actor()
     where t.enterprise_id = ${enterprise} and t.filing_id = ${id} order by t.n desc limit 500`,
  )
  return found.toReversed().map(({ by, ...said }) => {
    const who = engine.directory.organisation(by)
    return { ...said, party: who?.party ?? null, organisation: who?.name ?? null }
  })
}

/** Says something about a filing that the subject may see. Its owner and those who decide or give an opinion are told. */
export function say(engine: Engine, subject: Subject, place: Place, says: string, request: Request): Promise<Answer> {
  return once(engine, engineScope(subject, place.enterprise), request, async (tx) => {
    const row = await lockFiling(tx, place.enterprise, place.id)
    const { n } = await one<{ n: number }>(
      tx,
      sql`
      insert into talk
        select ${place.enterprise}, ${place.id}, coalesce(max(n), 0) + 1, ${subject.organisation}::uuid, ${subject.person}::uuid, ${says},
               ${engine.clock.now()}::timestamptz, ${engine.clock.machine()}::timestamptz
          from talk where enterprise_id = ${place.enterprise} and filing_id = ${place.id}
      returning n`,
    )
    await tellOthers(engine, tx, subject, place, row, says)
    const act = {
      ...{ enterprise: place.enterprise, organisation: subject.organisation, actor: subject.person },
      ...{ act: 'filing.talk', subject: place.id, purpose: null, detail: { n, says } },
    }
    await record(tx, leafOf(act, engine.clock))
    return { status: 201, body: { n } as Json }
  })
}

const shown = 80

async function tellOthers(
  engine: Engine,
  tx: Tx,
  subject: Subject,
  { enterprise, id }: Place,
  row: FilingRow,
  says: string,
): Promise<void> {
  const others = await rows<{ organisation: Uuid }>(
    tx,
    sql`
    select organisation_id as organisation from sight
     where enterprise_id = ${enterprise} and filing_id = ${id} and does <> 'inform' and organisation_id <> ${subject.organisation}
    union select ${enterprise}::uuid where ${enterprise}::uuid <> ${subject.organisation}`,
  )
  const text = says.length > shown ? `${says.slice(0, shown)}…` : says
  const values = { number: row.own_number ?? '', who: subject.organisationName, text }
  const whom = others.map(({ organisation }) => organisation)
  await tell(engine, tx, { enterprise, filing: id, whom, kind: 'filing.said', values })
}

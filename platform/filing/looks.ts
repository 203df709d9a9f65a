/** 查看留痕. A read of somebody else's data is a row of that owner's log: who, what, by which view, on what ground (S9.1). */
import type { Uuid } from '@jiamao/kernel/ids'
import { type Moment, msOf } from '@jiamao/kernel/time'
import { type Leaf, leafOf, record, recordAll } from '../audit/index.ts'
import type { Subject } from '../identity/index.ts'
import { rows, type Store, sql, type Tx } from '../store/index.ts'
import type { Place } from './decide.ts'
import type { Engine } from './engine.ts'

/** Writes a look at one filing of another party, in the transaction that reads it. */
export const noteLook = async (engine: Engine, tx: Tx, subject: Subject, place: Place, what: string): Promise<void> =>
  record(tx, lookAt(engine, subject, place, what, subject.mandate ? [] : await sightsOf(tx, subject, [place.id])))

/** The row of a look at one filing. Who acts for the owner looks by its mandate, whatever else it may see. */
export function lookAt(
  engine: Engine,
  { organisation, person: actor, mandate }: Subject,
  { enterprise, id }: Place,
  what: string,
  seen: readonly Sight[],
): Leaf {
  const purpose = mandate ? `mandate ${mandate.id}` : groundsOf(seen)
  const detail = { what, views: mandate ? ['mandate'] : viewsOf(seen) }
  return leafOf({ enterprise, organisation, actor, act: 'look', subject: id, purpose, detail }, engine.clock)
}

/** Who is shown something: a person, or the machine of an organisation. */
type Looker = Pick<Subject, 'organisation'> & { readonly person: Uuid | null }

/** A line of a list, by what it shows of whom. */
interface Line {
  readonly enterprise: Uuid
  readonly filing: Uuid | null
}

/**
 * Reads a list over several owners, and writes one row for each other party whose data it showed: which filings, by
 * which views. A desk asks again by itself every few seconds: the same lines shown again to the same person within ten
 * minutes are the same look.
 */
export async function lookAtList<L extends Line>(
  engine: Engine,
  subject: Subject,
  what: string,
  read: (tx: Tx) => Promise<L[]>,
): Promise<Omit<L, 'enterprise'>[]> {
  const found = await engine.store.ask(asParty(subject), read)
  await note(engine, subject, what, found)
  return found.map(({ enterprise: _, ...line }) => line)
}

/** Writes that a page has just shown lines of other owners, before they leave (S9.1); a line without an owner is found by its sight. */
export async function noteLines(
  engine: Engine,
  subject: Subject,
  what: string,
  lines: readonly (Omit<Line, 'enterprise'> & { readonly enterprise?: Uuid })[],
): Promise<void> {
  const filings = lines.flatMap(({ enterprise, filing }) => (enterprise === undefined && filing ? [filing] : []))
  const known = lines.filter((line): line is Line => line.enterprise !== undefined)
  if (filings.length + known.length === 0) return
  const { organisation } = subject
  await lookAtList(engine, subject, what, async (tx) => [
    ...known,
    ...(await rows<Line>(
      tx,
      sql`
      select distinct enterprise_id as enterprise, filing_id as filing from sight
       where organisation_id = ${organisation} and filing_id = any (${filings}::uuid[])`,
    )),
  ])
}

/** Writes what a list that was read elsewhere showed of other parties, on a ground that is no filing's. */
export const noteShown = (
  engine: Engine,
  subject: Looker,
  { what, ground, lines }: { readonly what: string; readonly ground: string; readonly lines: readonly Line[] },
): Promise<void> => note(engine, subject, what, lines, ground)

const asParty = ({ organisation }: Pick<Looker, 'organisation'>) => ({ organisation, stance: 'party' }) as const

/** Writes the looks that were not written lately. What was read leaves after this, or not at all. */
async function note(
  engine: Engine,
  subject: Looker,
  what: string,
  lines: readonly Line[],
  ground?: string,
): Promise<void> {
  const leaves = await leavesOf(engine, subject, what, lines, ground)
  if (leaves.length === 0) return
  await engine.store.ask(asParty(subject), (tx) => recordAll(tx, leaves))
  for (const leaf of leaves) remember(engine.store, leaf, engine.clock.machine())
}

async function leavesOf(
  engine: Engine,
  { organisation, person: actor }: Looker,
  what: string,
  found: readonly Line[],
  ground?: string,
) {
  const byOwner = Map.groupBy(
    found.filter(({ enterprise }) => enterprise !== organisation),
    ({ enterprise }) => enterprise,
  )
  const shownTo = [...byOwner].map(([enterprise, lines]) => ({
    enterprise,
    shown: [...new Set(lines.flatMap(({ filing }) => filing ?? []))].sort(),
  }))
  const fresh = shownTo.filter(
    ({ enterprise, shown }) =>
      !wasShown(engine.store, { enterprise, actor, detail: { what, shown } }, engine.clock.machine()),
  )
  if (fresh.length === 0) return []
  const sights = Map.groupBy(
    await engine.store.ask(asParty({ organisation }), (tx) =>
      sightsOf(
        tx,
        { organisation },
        fresh.flatMap(({ shown }) => shown),
      ),
    ),
    ({ enterprise }) => enterprise,
  )
  return fresh.map(({ enterprise, shown }) => {
    const seen = sights.get(enterprise) ?? []
    const detail = { what, views: viewsOf(seen), shown }
    const subject = shown.length === 1 ? shown[0] : null
    return leafOf(
      { enterprise, organisation, actor, act: 'look.list', subject, purpose: ground ?? groundsOf(seen), detail },
      engine.clock,
    )
  })
}

/** What a party may see of a filing, and on what ground. */
export interface Sight {
  readonly enterprise: Uuid
  readonly view: string
  readonly ground: string
}
/** The sights of an organisation on filings. */
export const sightsOf = (tx: Tx, { organisation }: Pick<Subject, 'organisation'>, filings: readonly Uuid[]) =>
  rows<Sight>(
    tx,
    sql`
    select distinct enterprise_id as enterprise, view, ground from sight
     where organisation_id = ${organisation} and filing_id = any (${filings}::uuid[]) order by view, ground`,
  )
const groundsOf = (seen: readonly Sight[]) => [...new Set(seen.map(({ ground }) => ground))].join('; ')
const viewsOf = (seen: readonly Sight[]) => [...new Set(seen.map(({ view }) => view))]

/** What persons were shown lately by this process: the last lines of each list, and when. */
const lately = new WeakMap<Store, Map<string, { readonly shown: string; readonly ms: number }>>()
const sameLookMs = 10 * 60_000
const mostKept = 50_000

type Shown = Pick<Leaf, 'enterprise' | 'actor' | 'detail'>
const keyOf = ({ enterprise, actor, detail }: Shown) => `${actor} ${detail.what} ${enterprise}`

function wasShown(store: Store, look: Shown, at: Moment): boolean {
  const last = lately.get(store)?.get(keyOf(look))
  return last?.shown === String(look.detail.shown) && msOf(at) - last.ms < sameLookMs
}

function remember(store: Store, look: Shown, at: Moment): void {
  const kept = lately.get(store) ?? new Map()
  lately.set(store, kept)
  const key = keyOf(look)
  kept.delete(key)
  kept.set(key, { shown: String(look.detail.shown), ms: msOf(at) })
  // The first in is the longest ago.
  if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? key)
}

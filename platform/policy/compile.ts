import type { LocalDate, Moment } from '@jiamao/kernel/time'
import type { PolicyRow } from './editions.ts'
import type { Catalogue, CatalogueRow, PaperRule, Parameter, PolicyInForce, Route, Step } from './in-force.ts'

/** All that was ever published, indexed once; a day's policy is a view of it. */
export interface PolicyBook {
  inForce(on: LocalDate, known: Moment): PolicyInForce
}

type Dated = readonly PolicyRow[]

const validOn = (row: PolicyRow, on: LocalDate, known: Moment) =>
  row.valid_from <= on &&
  (row.valid_to === null || row.valid_to >= on) &&
  row.known_from <= known &&
  (row.known_to === null || row.known_to > known)

/** Indexes rows by kind, id and key. */
export function compile(rows: readonly PolicyRow[]): PolicyBook {
  const kinds = new Map<string, Map<string, Map<string, PolicyRow[]>>>()
  for (const row of rows) {
    const ids = getOrMake(kinds, row.kind, () => new Map<string, Map<string, PolicyRow[]>>())
    const keys = getOrMake(ids, row.id, () => new Map<string, PolicyRow[]>())
    getOrMake(keys, row.key, () => []).push(row)
  }
  const keysOf = (kind: PolicyRow['kind'], id: string): ReadonlyMap<string, Dated> =>
    kinds.get(kind)?.get(id) ?? new Map()
  const editions = [...new Map(rows.map((row) => [row.edition, row.known_from]))].sort(([, a], [, b]) =>
    a < b ? -1 : 1,
  )
  const editionAt = (known: Moment) => editions.findLast(([, from]) => from <= known)?.[0] ?? ''
  // Between two moments at which anything became known or was withdrawn, the policy of a day is one and the same.
  const moments = [...new Set(rows.flatMap(({ known_from, known_to }) => [known_from, known_to ?? known_from]))].sort()
  let last: { readonly on: LocalDate; readonly since: Moment | undefined; readonly policy: PolicyInForce } | undefined
  return {
    inForce: (on, known) => {
      const since = moments.findLast((moment) => moment <= known)
      if (last?.on !== on || last.since !== since)
        last = { on, since, policy: policyOf(keysOf, on, known, editionAt(known)) }
      return last.policy
    },
  }
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

function policyOf(
  keysOf: (kind: PolicyRow['kind'], id: string) => ReadonlyMap<string, Dated>,
  on: LocalDate,
  known: Moment,
  edition: string,
): PolicyInForce {
  const pick = (found: Dated | undefined) => found?.findLast((row) => validOn(row, on, known))
  const single = (kind: PolicyRow['kind'], id: string) => pick(keysOf(kind, id).get(''))
  const catalogues = new Map<string, Catalogue>()
  const catalogue = (id: string) => getOrMake(catalogues, id, () => catalogueOf(id, keysOf('catalogue', id), pick))
  return {
    on,
    edition,
    lists: { has: (list, code) => catalogue(list).get(code) !== undefined },
    catalogue,
    parameter: (id) => {
      const row = single('parameter', id)
      return (
        row &&
        ({
          ...(row.body as unknown as Parameter),
          steps: row.body.steps as Step[],
          edition: row.edition,
        } satisfies Parameter)
      )
    },
    setting: (id) => {
      const row = single('setting', id)
      return row && { value: String(row.body.value), ground: String(row.body.ground) }
    },
    routes: (type) =>
      [...keysOf('route', type).values()].flatMap((found) => {
        const row = pick(found)
        return row ? [row.body as unknown as Route] : []
      }),
    papers: (type) =>
      [...keysOf('paper', type).values()].flatMap((found) => {
        const row = pick(found)
        return row ? [{ ...(row.body as unknown as PaperRule), edition: row.edition }] : []
      }),
    isWorkingDay: (day) => {
      const row = keysOf('calendar', 'CN').get(day)?.[0]
      if (row) return row.body.works === 'yes'
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
      return weekday !== 0 && weekday !== 6
    },
  }
}

function rowOf(key: string, found: PolicyRow | undefined): CatalogueRow | undefined {
  const { valid_from: validFrom, valid_to: validTo, edition, body } = found ?? {}
  return found && ({ ...body, key, validFrom, ...(validTo ? { validTo } : {}), edition } as CatalogueRow)
}

function catalogueOf(
  id: string,
  keys: ReadonlyMap<string, Dated>,
  pick: (found: Dated | undefined) => PolicyRow | undefined,
): Catalogue {
  const made = new Map<string, CatalogueRow | undefined>()
  const row = (key: string): CatalogueRow | undefined => {
    if (!keys.has(key)) return undefined
    if (!made.has(key)) made.set(key, rowOf(key, pick(keys.get(key))))
    return made.get(key)
  }
  const all = function* () {
    for (const key of keys.keys()) {
      const found = row(key)
      if (found) yield found
    }
  }
  return {
    id,
    get isEmpty() {
      return all().next().done === true
    },
    get: row,
    rows: all,
    prefixesOf: (code) => {
      const found: CatalogueRow[] = []
      for (let length = code.length; length > 0; length--) {
        const hit = row(code.slice(0, length))
        if (hit) found.push(hit)
      }
      return found
    },
  }
}

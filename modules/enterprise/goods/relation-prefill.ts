/** What the platform adds to a merging relation: a line needs a part and an item. */
import { bookNumbers } from '@jiamao/kernel/ids'
import { amounts, isFault, quantities } from '@jiamao/kernel/numbers'
import type { Prefill, Touched } from '@jiamao/platform/filing/define'
import type { Relation, RelationWire } from './content.ts'
import { items, linesOfNamedBook, namedBook, parts, relations } from './facts.ts'
import { eachLine, withoutMissing } from './prefill.ts'
import { everyBook, type ItemRow, type PartRow, type RelationRow } from './register.ts'
import { lastRelations } from './relations.ts'
import { metricFactor } from './units.ts'

type Line = Partial<RelationWire['lines'][number]>

const facts = { items, parts, relations, namedBook, linesOfNamedBook }

/** The book that a relation names: filed on it, it waits its turn with what moves the book. */
export const touches = (wire: Partial<RelationWire>): Touched | undefined => {
  const book = bookNumbers.read(String(wire.head?.book ?? ''))
  return !isFault(book) ? { book, side: 'I', seqs: [] } : undefined
}

export const relationPrefill: Prefill<typeof Relation, typeof facts> = {
  facts,
  fill: ({ wire, facts: known, on, policy }) => {
    const reviewed = policy
      .routes('enterprise.merge-relation')
      .some(({ does, by }) => does === 'decide' && by !== 'rule')
    const last = lastRelations(known.relations, String(wire.head?.book || everyBook))
    const partRows = new Map(known.parts.map((row) => [row.part as string, row]))
    const itemRows = Map.groupBy(known.items, ({ item }) => item)
    const bookLines = new Map(known.linesOfNamedBook.map((row) => [`${row.side} ${row.part}`, row]))
    const complete = (line: Line): Line => {
      const part = String(line.part)
      const before = last.get(part)
      const row = itemOf(line, before, itemRows)
      const held = {
        ...fromPart(partRows.get(part)),
        ...fromItem(row, partRows.get(part)),
        ...fromBefore(line, before),
      }
      const booked = row && bookLines.get(`${row.kind === 'material' ? 'I' : 'E'} ${part}`)
      const filled = { mark: 'record' as const, ...held, ...withoutMissing(line) }
      return withoutMissing({
        ...factorOf(filled),
        ...filled,
        seq: line.seq ?? booked?.seq,
        usedOn: booked?.usedOn,
      })
    }
    return {
      ...wire,
      head: { validFrom: on as string, ...withoutMissing(wire.head ?? {}), filedBefore2020: reviewed },
      ...eachLine<Line>(wire.lines, 'lines', complete),
    } as Partial<RelationWire>
  },
}

/** The item that a line names: by kind and number, by a number that only one kind has, or the one that is ended here. */
function itemOf(
  { kind, item, mark }: Line,
  before: RelationRow | undefined,
  known: ReadonlyMap<number, readonly ItemRow[]>,
): ItemRow | undefined {
  const wanted = item ?? (mark === 'end' ? before?.item : undefined)
  const side = kind ?? (item === undefined ? before?.kind : undefined)
  const found = (known.get(wanted ?? -1) ?? []).filter((row) => side === undefined || row.kind === side)
  return found.length === 1 ? found[0] : undefined
}

const fromPart = (row: PartRow | undefined): Line =>
  row
    ? withoutMissing({
        partName: row.partName,
        partSpecification: row.partSpecification,
        partUnit: row.partUnit,
        price: row.lastPrice === undefined ? undefined : amounts.print(row.lastPrice),
        currency: row.currency,
      })
    : {}

/** The part's own code is what the first condition compares; where it has none it counts as the item does. */
const fromItem = (row: ItemRow | undefined, part: PartRow | undefined): Line =>
  row
    ? withoutMissing({
        kind: row.kind,
        item: row.item,
        hsCode: part?.hsCode ?? row.hsCode,
        name: row.name,
        declaredUnit: row.declaredUnit,
        mainMaterial: row.mainMaterial,
        consumable: row.consumable,
        consumptionStandard: row.consumptionStandard,
      })
    : {}

/** A relation that is ended is told as it stood. */
const fromBefore = ({ mark }: Line, row: RelationRow | undefined): Line =>
  mark === 'end' && row ? { kind: row.kind, item: row.item, partFactor: quantities.print(row.partFactor) } : {}

function factorOf({ partUnit, declaredUnit }: Line): Line {
  const metric = partUnit && declaredUnit ? metricFactor(partUnit, declaredUnit) : undefined
  return metric === undefined ? {} : { partFactor: quantities.print(metric) }
}

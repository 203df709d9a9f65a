/** What the year came to: as the platform has it, compared with what was planned. */
import { quantityTotals } from '@jiamao/kernel/numbers'
import type { WriteOff } from '../commands/write-off.ts'
import { CommandFault } from '../failure.ts'
import { grouped, print, table } from '../print.ts'
import type { Worker } from './begin.ts'
import type { DemoLine } from './goods.ts'
import type { Moving } from './plan.ts'
import type { Run } from './run.ts'

interface Outcome {
  readonly enterprise: string
  readonly handbook: string
  readonly state: string
  readonly lists: Readonly<Record<Moving, number>>
  readonly materials: readonly {
    readonly item: number
    readonly name: string
    readonly unit: string
    readonly imported: string
    readonly consumed: string
    readonly sold: string
    readonly returned: string
    readonly left: string
  }[]
  readonly products: readonly {
    readonly item: number
    readonly name: string
    readonly unit: string
    readonly exported: string
  }[]
}

/** @throws CommandFault where the platform's books differ from the plan in a single digit */
export const outcomesOf = (workers: readonly Worker[]): Promise<Outcome[]> => Promise.all(workers.map(outcomeOf))

interface BookRow {
  readonly state: string
}

async function outcomeOf({ plan: { firm, acts, stock }, at: { clerk, book } }: Worker): Promise<Outcome> {
  const { materials } = (await clerk.api.ask<WriteOff>(`/books/${book}/write-off`)).body
  const { items } = (await clerk.api.ask<{ items: BookRow[] }>(`/registers/handbook?book=${book}`)).body
  const left = stock.left()
  for (const { item, name, theoretical } of materials) {
    const planned = quantityTotals.print(left.get(item) ?? 0n)
    if (planned !== theoretical)
      throw new CommandFault(
        1,
        `${firm.name} ${book}: ${name} is left with ${theoretical}; by the plan it is ${planned}`,
      )
  }
  const count = (does: Moving) => acts.filter((act) => act.does === does).length
  const unitOf = (lines: readonly DemoLine[], seq: number) => lines[seq - 1].declaredUnit
  return {
    enterprise: firm.name,
    handbook: book,
    state: items[0]?.state ?? 'unknown',
    lists: { import: count('import'), export: count('export'), sale: count('sale'), reexport: count('reexport') },
    materials: materials.map(({ item, name, terms, theoretical }) => ({
      item,
      name,
      unit: unitOf(firm.materials, item),
      imported: terms.imported,
      consumed: terms.consumed,
      sold: terms.domesticSale,
      returned: terms.returned,
      left: theoretical,
    })),
    products: firm.products.map(({ seq: item, name, declaredUnit: unit }) => ({
      item,
      name,
      unit,
      exported: quantityTotals.print(stock.exported.get(item) ?? 0n),
    })),
  }
}

/** 底账核对 */
export const verify = ({ stage, operator: { api } }: Run) =>
  stage.step('ledger', { zh: '底账核对', en: 'Ledger verified' }, async () => {
    const { body } = await api.ask<{ postings: number; balances: number; mismatches: object[] }>('/ledger/verify')
    if (body.mismatches.length > 0)
      throw new CommandFault(1, `${body.mismatches.length} balances differ from their postings`)
    return [{ ...body, mismatches: 0 }, body]
  })

/** Lists and figures of each enterprise; of its goods the first material and product, all are in the JSON. */
export function show(outcomes: readonly Outcome[]): void {
  const counts = outcomes.map(({ lists }) => [lists.import, lists.export, lists.sale, lists.reexport])
  const heads = ['enterprise', 'handbook', 'state', 'import', 'export', 'sale', 're-export']
  const lines = outcomes.map(({ enterprise, handbook, state }, i) => [
    enterprise,
    handbook,
    state,
    ...counts[i].map(String),
  ])
  print(`\n${table(heads, lines)}\n`)
  const goods = outcomes.map(({ handbook, materials: [main], products: [made] }) => [
    handbook,
    main.name,
    ...[main.imported, main.consumed, main.sold, main.returned, main.left].map(grouped),
    made.name,
    grouped(made.exported),
  ])
  print(
    table(
      ['handbook', 'material', 'imported', '− consumed', '− sold', '− returned', '= left', 'product', 'exported'],
      goods,
    ),
  )
  print(`\n${counts.flat().reduce((sum, count) => sum + count, 0)} lists`)
}

/** What a report is made of: the ledger's write-off, the lists, what is still open. */
import type { Uuid } from '@jiamao/kernel/ids'
import { type BookWriteOff, movedOf, readWriteOff } from '@jiamao/platform/ledger'
import { type KindId, movementKinds } from '@jiamao/platform/ledger/kinds'
import { type Provider, provide, provideRows } from '@jiamao/platform/policy'
import type { Fact } from '@jiamao/platform/policy/define'
import { rows, type Sql, sql, type Tx } from '@jiamao/platform/store'
import { lists, openMatters, products, summary, terms } from './facts.ts'

const importModes = [...movementKinds.MATERIAL_IMPORT.modes.C, ...movementKinds.MATERIAL_IMPORT.modes.B]

interface Named {
  readonly side: string
  readonly seq: number
  readonly hsCode: string
  readonly name: string
  readonly declaredUnit: string
}

const namesOf = (tx: Tx, enterprise: Uuid, book: string) =>
  rows<Named>(
    tx,
    sql`
    select side, seq, hs_code as "hsCode", name, declared_unit as "declaredUnit"
      from register.handbook_line where enterprise_id = ${enterprise} and book = ${book} order by side, seq`,
  )

/** Every material of a book with all its terms, 10⁻⁵ of its unit: what the report and the write-off page show. */
export async function termsOf(tx: Tx, enterprise: Uuid, book: string) {
  const [found, named] = await Promise.all([readWriteOff(tx, enterprise, book, 1), namesOf(tx, enterprise, book)])
  const names = new Map(named.flatMap((line) => (line.side === 'I' ? [[line.seq, line]] : [])))
  return found.materials.map((seq, m) => {
    const { hsCode, name, declaredUnit } = names.get(seq)!
    return { seq, hsCode, name, declaredUnit, ...figuresOf(found, m), theoretical: found.result.theoretical[m] }
  })
}

function figuresOf({ result }: BookWriteOff, m: number) {
  const term = (kind: keyof typeof result.terms) => result.terms[kind][m]
  return {
    opening: term('OPENING'),
    materialImport: term('MATERIAL_IMPORT'),
    transferIn: term('TRANSFER_IN'),
    carryIn: term('CARRY_IN'),
    exchangeIn: term('EXCHANGE_IN'),
    exchangeOut: term('EXCHANGE_OUT'),
    materialReexport: term('MATERIAL_REEXPORT'),
    carryOut: term('CARRY_OUT'),
    materialSale: term('MATERIAL_SALE'),
    productSale: term('PRODUCT_SALE'),
    defectiveSale: term('DEFECTIVE_SALE'),
    followUpDuty: term('FOLLOW_UP_DUTY'),
    materialDestruction: term('MATERIAL_DESTRUCTION'),
    defectiveDestruction: term('DEFECTIVE_DESTRUCTION'),
    adjustAdd: term('ADJUST_ADD'),
    adjustReduce: term('ADJUST_REDUCE'),
    consumption: result.consumption[m],
    tangible: result.tangible[m],
    intangible: result.intangible[m],
    scrapDisposed: term('SCRAP_SALE') + term('SCRAP_REEXPORT') + term('SCRAP_DESTRUCTION'),
    scrapBalance: result.scrap[m],
  }
}

async function productsOf(tx: Tx, enterprise: Uuid, book: string) {
  const [found, named] = await Promise.all([readWriteOff(tx, enterprise, book, 1), namesOf(tx, enterprise, book)])
  const codes = new Map(named.flatMap((line) => (line.side === 'E' ? [[line.seq, line.hsCode]] : [])))
  const moved = (kind: KindId, pair: number) => movedOf(found, kind, pair)
  return found.pairs.map(({ product, version }, pair) => ({
    seq: product,
    hsCode: codes.get(product)!,
    version,
    productExport: moved('PRODUCT_EXPORT', pair),
    transferOut: moved('TRANSFER_OUT', pair),
    productReturn: moved('PRODUCT_RETURN', pair),
    productReexport: moved('PRODUCT_REEXPORT', pair),
    productRelief: moved('PRODUCT_RELIEF', pair),
    netQuantityOut: found.result.outflow[pair],
  }))
}

/** One book an ask: reports are filed one by one. */
const perBook = (fact: Fact, read: (tx: Tx, enterprise: Uuid, book: string) => Promise<readonly object[]>): Provider =>
  provide(fact, async (tx, asks) => {
    const answers = asks.map(async ({ filing, enterprise, book }) => {
      return [filing, book ? await read(tx, enterprise, book) : []] as const
    })
    return new Map(await Promise.all(answers)) as never
  })

const finalLists = (ask: Sql) => sql`
  with ${ask}
  select ask.asked, c.number as list, c.direction
    from ask join register.checklist c on c.enterprise_id = ask.enterprise and c.book = ask.book and c.state in ('final', 'writtenOff') and c.number is not null
   order by c.number`

export const writeOffProviders: readonly Provider[] = [
  perBook(terms as Fact, async (tx, enterprise, book) =>
    (await termsOf(tx, enterprise, book)).map(({ theoretical: _, ...line }) => line),
  ),
  perBook(products as Fact, productsOf),
  provideRows(lists, finalLists),
  provideRows(
    summary,
    (ask) => sql`
    with ${ask},
    valued as (
      select ask.asked,
             coalesce(sum(l.total) filter (where l.direction = 'I' and l.side = 'I' and c.trade_mode = any (${importModes})), 0)::bigint as "importValue",
             coalesce(sum(l.total) filter (where l.direction = 'E' and l.side = 'E'), 0)::bigint as "exportValue",
             max(c.final_on) filter (where l.direction = 'E' and l.side = 'E') as last_export
        from ask
        left join register.checklist c on c.enterprise_id = ask.enterprise and c.book = ask.book and c.state in ('final', 'writtenOff')
        left join register.checklist_line l on l.enterprise_id = c.enterprise_id and l.filing = c.filing
       group by ask.asked)
    select ask.asked, v."importValue", v."exportValue",
           (select count(*)::int from filing f where f.enterprise_id = ask.enterprise and f.document = 'write-off' and f.book = ask.book
               and f.state in ('accepted', 'rejected')) as reports,
           (h.valid_to + 30) as "dueOn"
      from ask
      join register.handbook h on h.enterprise_id = ask.enterprise and h.book = ask.book
      join valued v on v.asked = ask.asked`,
  ),
  provideRows(
    openMatters,
    (ask) => sql`
    with ${ask}
    select ask.asked, 'reserved' as kind, coalesce(f.own_number, '—') as number
      from ask
      join filing f on f.enterprise_id = ask.enterprise and f.book = ask.book and f.id <> ask.asked and f.entry_id is not null
       and f.state in ('held', 'submitted', 'inReview', 'returned')
    union all
    select ask.asked, 'unpaid', s.own_number
      from ask
      join register.sale s on s.enterprise_id = ask.enterprise and s.book = ask.book and s.paid_on is null and s.duty + s.vat + s.interest > 0
     order by kind, number limit 1000`,
  ),
]

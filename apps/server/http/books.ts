import { encode } from '@jiamao/kernel/fields'
import type { Uuid } from '@jiamao/kernel/ids'
import { quantityTotals } from '@jiamao/kernel/numbers'
import { termsOf } from '@jiamao/modules/enterprise/write-off/questions'
import { listRegister, notFound, readEffort } from '@jiamao/platform/filing'
import { ownerOf, type Subject } from '@jiamao/platform/identity'
import { movementKinds } from '@jiamao/platform/ledger/kinds'
import { maybe, rows, sql, type Tx } from '@jiamao/platform/store'
import type { App, Door } from './app.ts'
import { limitOf } from './requests.ts'

const owner = { access: { party: 'enterprise' }, scope: 'books:read' } as const
const kindNames = new Map(Object.entries(movementKinds).map(([id, { code }]) => [code, id]))

/** An enterprise's books: registers, balances, postings, and the write-off as of now. */
export const bookDoors: Door = (server, app) => {
  for (const register of app.engine.catalogue.registers) {
    server.get<{ Querystring: { after?: string; limit?: string } & Record<string, string | undefined> }>(
      `/api/v1/registers/${register.id}`,
      {
        config: { ...owner, scope: `register.${register.id}:read` },
        schema: { tags: ['registers'], summary: `${register.name.zh} · ${register.name.en}` },
      },
      async ({ subject, query: { after, limit, ...where } }) => {
        const count = limitOf(limit)
        const found = await listRegister(app.engine, subject, register, { where, after, limit: count + 1 })
        const items = found.slice(0, count)
        return {
          items: items.map(({ row }) => encode(register.columns, row as never)),
          next: found.length > count ? (items.at(-1)?.cursor ?? null) : null,
        }
      },
    )
  }

  server.get<{ Params: { book: string } }>('/api/v1/books/:book/balances', { config: owner }, ({ subject, params }) =>
    ofBook(app, subject, params.book, async (tx, enterprise, book) => ({
      book,
      items: await balancesOf(tx, enterprise, book),
    })),
  )

  server.get<{ Params: { book: string } }>('/api/v1/books/:book/write-off', { config: owner }, ({ subject, params }) =>
    ofBook(app, subject, params.book, (tx, enterprise, book) => writeOffOf(app, tx, enterprise, book)),
  )

  server.get<{ Params: { book: string } }>('/api/v1/books/:book/effort', { config: owner }, ({ subject, params }) =>
    ofBook(app, subject, params.book, (tx, enterprise, book) => readEffort(tx, enterprise, book)),
  )
}

/** Reads a book of the subject's own, or one that its mandate names: row security says which. @throws NOT_FOUND */
const ofBook = <T>(
  { engine }: App,
  subject: Subject,
  book: string,
  read: (tx: Tx, enterprise: Uuid, book: string) => Promise<T>,
): Promise<T> =>
  engine.store.tx({ enterprise: ownerOf(subject), organisation: subject.organisation, stance: 'owner' }, async (tx) => {
    const enterprise = ownerOf(subject)
    const found = await maybe(
      tx,
      sql`select from book where enterprise_id = ${enterprise} and book = ${book.slice(0, 12)} order by cycle desc limit 1`,
    )
    if (!found) throw notFound()
    return read(tx, enterprise, book)
  })

async function balancesOf(tx: Tx, enterprise: Uuid, book: string) {
  const found = await rows<{
    side: string
    seq: number
    recipe: string
    kind: number
    reserved: bigint
    final: bigint
  }>(
    tx,
    sql`
    select side, seq, recipe, kind, reserved, final from balance
     where enterprise_id = ${enterprise} and book = ${book} order by side desc, seq, recipe, kind limit 100000`,
  )
  return found.map(({ kind, reserved, final, recipe, ...line }) => ({
    ...line,
    ...(recipe === '' ? {} : { version: recipe }),
    kind: kindNames.get(kind),
    reserved: quantityTotals.print(reserved),
    final: quantityTotals.print(final),
  }))
}

/** The write-off as of now, in the form that scripts read (contracts, *JSON*). */
async function writeOffOf({ engine }: App, tx: Tx, enterprise: Uuid, book: string) {
  const materials = await termsOf(tx, enterprise, book)
  const print = quantityTotals.print
  return {
    handbook: book,
    asOf: engine.clock.today(),
    materials: materials.map((m) => ({
      item: m.seq,
      hsCode: m.hsCode,
      name: m.name,
      unit: m.declaredUnit,
      terms: {
        opening: print(m.opening),
        imported: print(m.materialImport),
        transferredIn: print(m.transferIn),
        carriedIn: print(m.carryIn),
        exchangedIn: print(m.exchangeIn),
        exchangedOut: print(m.exchangeOut),
        consumed: print(m.consumption),
        domesticSale: print(m.materialSale + m.productSale + m.defectiveSale + m.followUpDuty),
        returned: print(m.materialReexport),
        // Materials leave by transfer only inside products: that is consumption (R4.2).
        transferredOut: print(0n),
        carriedOut: print(m.carryOut),
        destroyed: print(m.materialDestruction + m.defectiveDestruction),
        adjustedUp: print(m.adjustAdd),
        adjustedDown: print(m.adjustReduce),
      },
      tangibleLoss: print(m.tangible),
      intangibleLoss: print(m.intangible),
      scrapBalance: print(m.scrapBalance),
      theoretical: print(m.theoretical),
      // Without a stock-take, what should be left is what is reported (R4.14).
      reported: print(m.theoretical),
      difference: print(0n),
    })),
  }
}

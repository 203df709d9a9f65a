import type { Uuid } from '@jiamao/kernel/ids'
import { exampleHandbook } from '@jiamao/modules/enterprise/handbook/example'
import { type Answer, file, receive, requestOf } from '@jiamao/platform/filing'
import type { FilingEvent } from '@jiamao/platform/filing/define'
import type { Subject } from '@jiamao/platform/identity'
import { verify } from '@jiamao/platform/ledger'
import { ask } from './database.ts'
import type { TestPlatform } from './platform.ts'

/** What a filing's answer says of it. */
export interface Filed {
  readonly id: Uuid
  readonly state: string
  readonly ownNumber?: string
  readonly findings: readonly { readonly check: string; readonly effect: string; readonly pointer: string }[]
}

/** A firm's clerk at work on one platform, with customs answering when the test says so. */
export interface Desk {
  file(type: string, wire: object): Promise<Answer & { readonly filed: Filed }>
  /** Customs' answer to a filing's message, as the exchange would bring it. */
  answer(filing: Uuid, event: FilingEvent, values?: Record<string, string>, version?: number): Promise<string>
  /** Files and has it accepted. */
  accepted(type: string, wire: object, values?: Record<string, string>): Promise<Filed>
}

export function deskOf(p: TestPlatform, clerk: Subject): Desk {
  const { engine, firm, offices } = p
  let n = 0
  const desk: Desk = {
    file: async (type, wire) => {
      const opening = { type, wire: structuredClone(wire) as Record<string, unknown>, origin: 'typed' as const }
      const answer = await file(engine, clerk, opening, requestOf(`desk ${++n}`, n))
      return { ...answer, filed: answer.body as unknown as Filed }
    },
    answer: (filing, event, values = {}, version = 1) =>
      engine.store.tx({ enterprise: firm.id, organisation: offices.customs.id, stance: 'engine' }, (tx) =>
        receive(engine, tx, {
          enterprise: firm.id,
          filing,
          version,
          organisation: offices.customs.id,
          event,
          values,
          notes: [],
        }),
      ),
    accepted: async (type, wire, values) => {
      const { filed, status } = await desk.file(type, wire)
      if (status !== 201) throw new Error(`${type}: ${JSON.stringify(filed)}`)
      await desk.answer(filed.id, 'accept', values)
      return filed
    },
  }
  return desk
}

const [material] = exampleHandbook.materials
const [product] = exampleHandbook.products
const [consumption] = exampleHandbook.consumption

/** Two products, each of a material of its own: 1000 and 500 kg, at 3 % loss. */
export const twoProducts = (ownNumber: string) => ({
  head: { ...exampleHandbook.head, ownNumber },
  materials: [material, { ...material, seq: 2, part: 'M2', quantity: '515.46392', total: '4381.44332' }],
  products: [product, { ...product, seq: 2, part: 'P2', quantity: '500', total: '15000' }],
  consumption: [consumption, { ...consumption, no: 2, productSeq: 2, materialSeq: 2 }],
})

/** A handbook in force under the number that customs gave. */
export const setUp = (desk: Desk, ownNumber: string, number: string, wire: object = twoProducts(ownNumber)) =>
  desk.accepted('enterprise.handbook.establish', wire, { number, preentryNumber: preentryOf(number) })

/** The pre-entry number that customs gave with a handbook's. */
export const preentryOf = (number: string) => `20200000000000${number.slice(-4)}`

/** A checklist over one line of a book: what the clerk types of it. */
export const checklist = (book: string, ownNumber: string, seq: number, quantity: string, price = '8.5') => ({
  head: { book, ownNumber, tradeMode: '0615', port: '5207', transport: '4', country: 'HKG' },
  lines: [{ seq, quantity, price }],
})

/** Everything that lives of a book: register rows, limits, consumption, what is reserved and final. */
export const standOf = ({ db }: TestPlatform, book: string) =>
  ask<{ what: string; rows: object }>(
    db.owner,
    `select 'handbook' as what, jsonb_agg(to_jsonb(h)) as rows from register.handbook h where book = $1
     union all select 'lines', jsonb_agg(to_jsonb(l) order by side, seq) from register.handbook_line l where book = $1
     union all select 'marks', jsonb_agg(to_jsonb(c) order by no) from register.handbook_consumption c where book = $1
     union all select 'limits', jsonb_agg(to_jsonb(a) order by side, seq) from platform.account a where book = $1
     union all select 'recipes', jsonb_agg(to_jsonb(r) order by product, version, material) from platform.recipe r where book = $1
     union all select 'balances', jsonb_agg(to_jsonb(b) order by side, seq, kind) from platform.balance b
       where book = $1 and (reserved <> 0 or final <> 0)`,
    [book],
  )

/** Limits of a book's lines, 10⁻⁵, by side and seq. */
export async function limitsOf({ db }: TestPlatform, book: string): Promise<Record<string, string>> {
  const found = await ask<{ line: string; ceiling: string }>(
    db.owner,
    `select side || seq as line, ceiling::text from platform.account where book = $1 order by 1`,
    [book],
  )
  return Object.fromEntries(found.map(({ line, ceiling }) => [line, ceiling]))
}

/** Balances that the postings do not give. */
export const mismatchesOf = ({ engine, firm }: TestPlatform) =>
  engine.store.tx(
    { enterprise: firm.id, organisation: firm.id, stance: 'owner' },
    async (tx) => (await verify(tx, firm.id)).mismatches,
  )

/** What stops a filing, and where. */
export const stopping = ({ findings }: Filed) =>
  findings.flatMap(({ check, effect, pointer }) => (effect === 'reject' ? [`${check} ${pointer}`] : []))

import type { Uuid } from '@jiamao/kernel/ids'
import { exampleHandbook } from '@jiamao/modules/enterprise/handbook/example'
import { type Answer, file, receive, requestOf } from '@jiamao/platform/filing'
import type { FilingEvent } from '@jiamao/platform/filing/define'
import type { Subject } from '@jiamao/platform/identity'
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
  answer(filing: Uuid, event: FilingEvent, values?: Record<string, string>): Promise<string>
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
    answer: (filing, event, values = {}) =>
      engine.store.tx({ enterprise: firm.id, organisation: offices.customs.id, stance: 'engine' }, (tx) =>
        receive(engine, tx, {
          enterprise: firm.id,
          filing,
          version: 1,
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

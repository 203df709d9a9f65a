/** A platform with enterprises that have a handbook each, ready to be drawn down: what intake is measured on. */
import { type Clock, clockOf } from '@jiamao/kernel/clock'
import { creditCheckDigit, newUuid, type Uuid } from '@jiamao/kernel/ids'
import { momentOf, parseDate, startOf } from '@jiamao/kernel/time'
import type { Values } from '@jiamao/kernel/words'
import { exampleHandbook } from '@jiamao/modules/enterprise/handbook/example'
import { type Engine, file, receive, requestOf } from '@jiamao/platform/filing'
import { admit, authenticate, type Organisation, type Subject } from '@jiamao/platform/identity'
import type { Store } from '@jiamao/platform/store'
import { composeEngine } from '@jiamao/server'

export type Direction = 'I' | 'E'

/** An enterprise, the person who files for it, and its handbook in force. */
export interface Firm {
  readonly clerk: Subject
  readonly book: string
}

export interface Platform {
  readonly engine: Engine
  readonly customs: Organisation
  readonly firms: readonly Firm[]
}

/** Materials, and products, of every handbook; each product is made of ten materials. */
const items = 40
const uses = 10
const planned = 1_000_000
/** In stock of every material, so that nothing exported is held. */
const inStock = '500000'

const day = startOf(parseDate('2020-03-02'))
const clock: Clock = clockOf(() => ({ mode: 'set', start: day, at: momentOf(Date.now()), rate: 0 }))

export async function openPlatform(store: Store, count: number): Promise<Platform> {
  const engine = await composeEngine(store, clock)
  const add = (party: string, name: string, creditCode: string | null = null, customsCode: string | null = null) =>
    engine.directory.add({ party, name, creditCode, customsCode }, clock.machine())
  const customs = await add('customs', '凤岗海关')
  await add('commerce', '东莞商务局')
  const firms: Firm[] = []
  for (let n = 0; n < count; n++) {
    const first17 = `91441900MA${String(n).padStart(7, '0')}`
    const name = `东莞样例${n}号复合材料有限公司`
    const firm = await add(
      'enterprise',
      name,
      first17 + creditCheckDigit(first17),
      `441994${String(n).padStart(4, '0')}`,
    )
    firms.push(await openBook(engine, customs, firm, `C520720A${String(n).padStart(4, '0')}`))
  }
  return { engine, customs, firms }
}

async function openBook(engine: Engine, customs: Organisation, firm: Organisation, book: string): Promise<Firm> {
  const clerk = await clerkOf(engine, firm, 'customsClerk')
  const setUp = await fileAs(engine, clerk, 'enterprise.handbook.establish', handbookOf(firm))
  await accept(engine, customs, clerk, setUp, { number: book })
  const stock = checklist(book, 'stock', items, inStock)
  await accept(engine, customs, clerk, await fileAs(engine, clerk, 'enterprise.checklist.import', stock), {})
  return { clerk, book }
}

/** A person of an organisation with one role, signed in. */
export async function clerkOf(engine: Engine, organisation: Organisation, role: string): Promise<Subject> {
  const person = { person: newUuid(), name: '样例人员', organisation: organisation.id, roles: [role] }
  const { token } = await admit(engine.store, person, momentOf(Date.now() + 3_600_000), clock.machine())
  const clerk = await authenticate(engine.store, token, clock.machine())
  if (!clerk) throw new Error('the token just given is not known')
  return clerk
}

/** Files, and insists that it went through. @throws Error with the findings */
async function fileAs(engine: Engine, clerk: Subject, type: string, wire: object): Promise<Uuid> {
  const id = newUuid()
  const opening = { type, wire: wire as Record<string, unknown>, origin: 'imported' as const }
  const { body } = await file(engine, clerk, opening, requestOf(id, id))
  const { id: filing, state } = body as { id: Uuid; state: string }
  if (state !== 'submitted') throw new Error(JSON.stringify(body, null, 1))
  return filing
}

async function accept(engine: Engine, customs: Organisation, clerk: Subject, filing: Uuid, values: Values) {
  const receipt = {
    enterprise: clerk.organisation,
    filing,
    version: 1,
    organisation: customs.id,
    event: 'accept' as const,
  }
  const scope = { enterprise: clerk.organisation, organisation: customs.id, stance: 'engine' as const }
  await engine.store.tx(scope, (tx) => receive(engine, tx, { ...receipt, values, notes: [] }))
}

let filed = 0

/** Files one checklist of 20 lines for a firm: an import of material or an export of product. @returns the filing */
export async function fileOne({ engine, firms }: Platform, n: number, direction: Direction): Promise<Uuid> {
  const type = direction === 'I' ? 'enterprise.checklist.import' : 'enterprise.checklist.export'
  return fileAs(engine, firms[n].clerk, type, checklist(firms[n].book, `${direction}-${filed++}`, 20, '1.23456'))
}

/** What only the enterprise knows of a checklist; the platform fills in the rest, as for an ERP system. */
function checklist(book: string, ownNumber: string, lines: number, quantity: string): object {
  const head = { book, ownNumber, port: '5207', tradeMode: '0615', transport: '4', country: 'HKG' }
  return { head, lines: seqs(lines).map((seq) => ({ seq, quantity, grossWeight: quantity, netWeight: quantity })) }
}

const seqs = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

function handbookOf({ creditCode, customsCode, name }: Organisation): object {
  const { head, materials, products, consumption } = exampleHandbook
  const firm = { customsCode, creditCode, name }
  const all = seqs(items)
  // Ten uses of a tenth each, and three per cent of loss: 10⁶ ÷ 0.97.
  const quantity = '1030927.83505'
  return {
    head: {
      ...head,
      ownNumber: 'HB-1',
      operatingEnterprise: firm,
      processingEnterprise: { ...firm, district: '44199' },
      declarant: firm,
      inputBy: firm,
    },
    materials: all.map((seq) => ({
      ...materials[0],
      seq,
      part: `M${seq}`,
      name: `环氧树脂${seq}`,
      quantity,
      total: '8762886.59793',
    })),
    products: all.map((seq) => ({
      ...products[0],
      seq,
      part: `P${seq}`,
      name: `碳纤维预浸物${seq}`,
      quantity: `${planned}`,
      total: `${planned * 30}`,
    })),
    consumption: all.flatMap((productSeq, i) =>
      Array.from({ length: uses }, (_, k) => ({
        ...consumption[0],
        no: i * uses + k + 1,
        productSeq,
        materialSeq: ((i + k) % items) + 1,
        net: '0.1',
      })),
    ),
  }
}

import { quantities } from '@jiamao/kernel/numbers'
import type { WriteOff } from '../commands/write-off.ts'
import { CommandFault } from '../failure.ts'
import { grouped } from '../print.ts'
import { fileNow, readFiling, untilAccepted, untilStage } from './filing.ts'
import type { InForce, Life } from './life.ts'
import { bondedMaterials, inFilings, shipped } from './plan.ts'
import { countersigned } from './signature.ts'

interface Taxed {
  readonly sale: { readonly dutyTotal: string; readonly vatTotal: string; readonly interestTotal: string }
  readonly tax: readonly {
    readonly interestDays: number
    readonly customsValue: string
    readonly interestFrom: string
  }[]
}

/** Material is sold at home with duty, VAT and deferred interest; what then remains goes back abroad. */
export async function dispose(life: Life, inForce: InForce): Promise<void> {
  await sell(life, inForce)
  await sendBack(life, inForce)
}

/** What is left of each material, as the ledger has it. */
export const writeOffOf = async ({ clerk, book }: InForce): Promise<WriteOff> =>
  (await clerk.api.ask<WriteOff>(`/books/${book}/write-off`)).body

async function sell(life: Life, inForce: InForce): Promise<void> {
  const { clerk, book, content } = inForce
  const { customs } = life
  const bonded = new Map(bondedMaterials(content).map((line) => [line.seq, line]))
  await life.stage.step('domestic-sale', { zh: '料件内销', en: 'Domestic sale' }, async () => {
    const today = await life.moveTo(50)
    const left = (await writeOffOf(inForce)).materials.filter(
      ({ item, theoretical }) => bonded.has(item) && quantities.parse(theoretical) >= 2n * quantities.one,
    )
    const [first] = left
    const line = first && bonded.get(first.item)
    if (!line) throw new CommandFault(1, 'no material is left to be sold')
    // A tenth of what is left, in whole units, at least one.
    const tenth = quantities.parse(first.theoretical) / 10n
    const quantity = quantities.of(tenth > quantities.one ? tenth - (tenth % quantities.one) : quantities.one)
    const filed = await fileNow(clerk, 'enterprise.domestic-sale', 'S', {
      head: { book, ownNumber: `S-${life.run}` },
      sale: { reason: '订单减少' },
      lines: [shipped(line, quantity)],
    })
    const signed = await countersigned(clerk, filed.id)
    await untilStage(clerk, filed.id, 'reserved', 'declared')
    const enter = (stage: string, values: object) =>
      customs.api.ask(`/filings/${filed.id}/stages/${stage}`, { body: values, once: customs.once(stage) })
    await enter('memo', { paymentMemo: `JK${life.run}`, memoOn: today })
    const paidOn = await life.moveTo(51)
    await enter('paid', { paidOn })
    const releasedOn = await life.moveTo(54)
    await enter('released', { releasedOn })
    const { known } = await untilAccepted(clerk, filed.id)
    const { sale, tax } = (await readFiling(clerk, filed.id)).content as unknown as Taxed
    return [
      {
        ownNumber: `S-${life.run}`,
        ...signed,
        checklist: known.number,
        material: `${line.seq} ${grouped(quantities.print(quantity))}`,
        customsValue: tax[0].customsValue,
        duty: sale.dutyTotal,
        vat: sale.vatTotal,
        interest: `${sale.interestTotal} (${tax[0].interestFrom} → ${today}, ${tax[0].interestDays} days)`,
        memo: `JK${life.run} ${today} · paid ${paidOn} · released ${releasedOn}`,
      },
      undefined,
    ]
  })
}

/** Everything that is left is re-exported, to the last digit. */
async function sendBack(life: Life, inForce: InForce): Promise<void> {
  const { clerk, book, content } = inForce
  const bonded = new Map(bondedMaterials(content).map((line) => [line.seq, line]))
  await life.stage.step('re-export', { zh: '余料复出', en: 'Re-export of what remains' }, async () => {
    await life.moveTo(58)
    const left = (await writeOffOf(inForce)).materials.flatMap(({ item, theoretical }) => {
      const line = bonded.get(item)
      const quantity = quantities.parse(theoretical)
      return line && quantity > 0n ? [shipped(line, quantity)] : []
    })
    const tradeMode = inForce.head.bookKind === 'suppliedMaterials' ? '0265' : '0664'
    const numbers: string[] = []
    for (const [n, lines] of inFilings(left).entries()) {
      const ownNumber = `R${n + 1}-${life.run}`
      const filed = await fileNow(clerk, 'enterprise.material-reexport', ownNumber, {
        head: { book, ownNumber, tradeMode, transport: '4', country: 'HKG', port: inForce.head.competentCustoms },
        lines,
      })
      numbers.push((await untilAccepted(clerk, filed.id)).known.number)
    }
    const rest = (await writeOffOf(inForce)).materials.filter(({ theoretical }) => quantities.parse(theoretical) !== 0n)
    if (rest.length > 0) throw new CommandFault(1, `material ${rest[0].item} is left with ${rest[0].theoretical}`)
    return [{ checklists: numbers, materials: left.length, left: '0' }, undefined]
  })
}

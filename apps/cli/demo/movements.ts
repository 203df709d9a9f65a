import { language } from '../api.ts'
import { CommandFault } from '../failure.ts'
import { grouped } from '../print.ts'
import { type Filing, fileNow, untilAccepted, untilStage } from './filing.ts'
import type { InForce, Life } from './life.ts'
import { bondedMaterials, inFilings, madeProducts, type Shipped, shipment } from './plan.ts'

// The weeks of the demo: on which day what part of the plan moves.
const imports = [
  { day: 5, percent: 25n },
  { day: 12, percent: 25n },
  { day: 33, percent: 20n },
] as const
const exports = [
  { day: 26, percent: 30n },
  { day: 40, percent: 30n },
] as const
const tooMuch = { day: 43, percent: 30n }

/** A side of the trade, as its checklists are filed. */
interface Side {
  readonly type: string
  readonly mark: 'I' | 'E'
  readonly side: 'I' | 'E'
  readonly country: string
}
const importing: Side = { type: 'enterprise.checklist.import', mark: 'I', side: 'I', country: 'HKG' }
const exporting: Side = { type: 'enterprise.checklist.export', mark: 'E', side: 'E', country: 'HKG' }

/** Imports and exports over some weeks, and an export that the imports cannot have made. */
export async function move(life: Life, inForce: InForce): Promise<void> {
  const materials = bondedMaterials(inForce.content)
  const products = madeProducts(inForce.content)
  const days = [
    ...imports.map((part) => ({ ...part, side: importing, lines: shipment(materials, part.percent) })),
    ...exports.map((part) => ({ ...part, side: exporting, lines: shipment(products, part.percent) })),
  ].sort((a, b) => a.day - b.day)
  for (const { day, side, lines } of days) {
    for (const [n, part] of inFilings(lines).entries()) await checklist(life, inForce, side, day, n, part)
  }
  await overBalance(life, inForce, shipment(products, tooMuch.percent))
}

const contentOf = ({ book, head }: InForce, ownNumber: string, { country }: Side, lines: readonly Shipped[]) => ({
  head: { book, ownNumber, tradeMode: head.tradeMode, transport: '4', country, port: head.competentCustoms },
  lines,
})

async function checklist(
  life: Life,
  inForce: InForce,
  side: Side,
  day: number,
  n: number,
  lines: readonly Shipped[],
): Promise<void> {
  const { clerk } = inForce
  const label = `${side.mark}${day}${n > 0 ? `-${n + 1}` : ''}`
  const title =
    side.mark === 'I'
      ? { zh: `进口核注清单 ${label}`, en: `Import checklist ${label}` }
      : { zh: `出口核注清单 ${label}`, en: `Export checklist ${label}` }
  await life.stage.step(`checklist-${label}`, title, async () => {
    const today = await life.moveTo(day)
    const ownNumber = `${label}-${life.run}`
    const filed = await fileNow(clerk, side.type, label, contentOf(inForce, ownNumber, side, lines))
    refuseHeld(filed)
    const reserved = await balanceOf(inForce, side, lines[0].seq)
    await untilStage(clerk, filed.id, 'reserved', 'declared')
    const { known } = await untilAccepted(clerk, filed.id)
    const final = await balanceOf(inForce, side, lines[0].seq)
    return [
      {
        today,
        ownNumber,
        checklist: known.number,
        lines: lines.length,
        first: `${side.side}${lines[0].seq} ${grouped(lines[0].quantity)}`,
        drawn: `reserved ${grouped(reserved.reserved)} → final ${grouped(final.final)}`,
      },
      undefined,
    ]
  })
}

function refuseHeld({ state, judgement }: Filing): void {
  if (state !== 'held') return
  const hold = judgement?.findings.find(({ effect }) => effect === 'hold')
  throw new CommandFault(1, `held by ${hold?.check}: ${hold?.message[language()]}`)
}

interface Balance {
  readonly side: string
  readonly seq: number
  readonly reserved: string
  readonly final: string
}

/** What an item's balance shows, all kinds together as they come. */
async function balanceOf({ clerk, book }: InForce, { side }: Side, seq: number): Promise<Balance> {
  const { body } = await clerk.api.ask<{ items: Balance[] }>(`/books/${book}/balances`)
  const found = body.items.find((item) => item.side === side && item.seq === seq)
  return found ?? { side, seq, reserved: '0', final: '0' }
}

/** More than the imports can have made: held, with the arithmetic; taken back; nothing stays drawn. */
async function overBalance(life: Life, inForce: InForce, lines: readonly Shipped[]): Promise<void> {
  const { clerk } = inForce
  const [some] = inFilings(lines)
  await life.stage.step(
    'over-balance',
    { zh: '超进口的出口被拦下', en: 'An export beyond the imports is held' },
    async () => {
      await life.moveTo(tooMuch.day)
      const ownNumber = `X-${life.run}`
      const before = await balanceOf(inForce, exporting, some[0].seq)
      const filed = await fileNow(clerk, exporting.type, 'X', contentOf(inForce, ownNumber, exporting, some))
      const found = filed.judgement?.findings.filter(({ check }) => check === 'R4.OVER_BALANCE') ?? []
      if (filed.state !== 'held' || found.length === 0) {
        throw new CommandFault(1, `an export beyond the imports is ${filed.state}: the gate did not hold it`)
      }
      const held = await balanceOf(inForce, exporting, some[0].seq)
      await clerk.api.ask(`/filings/${filed.id}/withdraw`, {
        body: { reason: '演示：超进口，撤回' },
        once: clerk.once('withdraw X'),
      })
      const after = await balanceOf(inForce, exporting, some[0].seq)
      if (after.reserved !== before.reserved || after.final !== before.final) {
        throw new CommandFault(1, 'the withdrawn export left something drawn')
      }
      return [
        {
          ownNumber,
          state: 'held → withdrawn',
          arithmetic: found.map(({ message }) => message[language()]).slice(0, 4),
          reserved: `${grouped(before.reserved)} → ${grouped(held.reserved)} → ${grouped(after.reserved)}`,
        },
        undefined,
      ]
    },
  )
}

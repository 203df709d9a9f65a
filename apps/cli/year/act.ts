import { setTimeout as pause } from 'node:timers/promises'
import { quantities } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import { type Filing, fileNow, findingLines, untilAccepted, untilStage } from '../demo/filing.ts'
import { CommandFault } from '../failure.ts'
import type { AtWork } from './at-work.ts'
import type { DemoLine } from './goods.ts'
import type { Act, Moving } from './plan.ts'
import type { Lot } from './stock.ts'

const types: Readonly<Record<Moving, string>> = {
  import: 'enterprise.checklist.import',
  export: 'enterprise.checklist.export',
  sale: 'enterprise.domestic-sale',
  reexport: 'enterprise.material-reexport',
}
const modes = {
  importedMaterials: { import: '0615', export: '0615', sale: '0644', reexport: '0664' },
  suppliedMaterials: { import: '0214', export: '0214', sale: '0245', reexport: '0265' },
} as const
const byRoad = '4'
const reported = ['imported', 'calculated', 'differenceConfirmed', 'manual']

/**
 * Does an act and waits for what the next day needs. Each request is made under the act's own key: one that was made before
 * is answered as it was then.
 *
 * @throws CommandFault that names the enterprise and the act
 */
export async function carryOut(at: AtWork, act: Act): Promise<void> {
  try {
    await done(at, act)
  } catch (error) {
    if (!(error instanceof CommandFault)) throw error
    throw new CommandFault(error.status, `${at.firm.name} ${at.book}, ${act.key}: ${error.message}`)
  }
}

async function done(at: AtWork, act: Act): Promise<void> {
  switch (act.does) {
    case 'import':
    case 'export':
    case 'reexport':
      await accepted(at, await filed(at, act.key, types[act.does], listOf(at, act.key, act.does, act.lots)))
      return
    case 'sale': {
      const { id: sale } = await filed(at, act.key, types.sale, saleOf(at, act.key, act.lots))
      await untilStage(at.clerk, sale, 'reserved', 'declared', 'memo', 'paid', 'released')
      await enter(at, act.key, 'memo', { paymentMemo: `JK${at.ownNumber(act.key)}`, memoOn: act.day })
      return
    }
    case 'pay':
      await enter(at, act.of, 'paid', { paidOn: act.day })
      await enter(at, act.of, 'released', { releasedOn: act.day })
      return
    case 'deducted':
      await untilAccepted(at.clerk, idOf(at, act.of))
      return
    case 'report': {
      const { id: report } = await filed(at, act.key, 'enterprise.write-off.report', { head: { book: at.book } })
      const { known } = await untilStage(at.clerk, report, ...reported)
      // An opinion is asked for once; who has given it is not asked again.
      if (known.opinion === undefined)
        await fileNow(at.commerce, 'commerce.writeoff-opinion', 'opinion', { opinion: { answer: 'none' } }, report)
      return
    }
    case 'closed':
      await untilAccepted(at.clerk, idOf(at, 'report'))
  }
}

/** Files and remembers. @throws CommandFault where the gate holds it: the plan asks for nothing that it should */
async function filed(at: AtWork, key: string, type: string, content: object): Promise<Filing> {
  const filing = await fileNow(at.clerk, type, key, content)
  refuseHeld(filing)
  at.filings.set(key, filing.id)
  return filing
}

// The stand-in of customs answers after some 0.4 s; who asks sooner only takes the time of those that answer.
const soonestMs = 300

async function accepted({ clerk }: AtWork, { id, state }: Filing): Promise<void> {
  if (state === 'accepted') return
  await pause(soonestMs)
  await untilAccepted(clerk, id)
}

function refuseHeld({ state, judgement }: Filing): void {
  if (state !== 'held') return
  const holds = (judgement?.findings ?? []).filter(({ effect }) => effect === 'hold')
  throw new CommandFault(1, `held by the gate: ${findingLines(holds).join('; ')}`)
}

function idOf({ filings }: AtWork, key: string): string {
  const id = filings.get(key)
  if (id === undefined) throw new Error(`${key} was not filed before it was waited for`)
  return id
}

const enter = (at: AtWork, sale: string, stage: string, values: object) =>
  at.customs.api.ask(`/filings/${idOf(at, sale)}/stages/${stage}`, {
    body: values,
    once: at.customs.once(`${sale} ${stage}`),
  })

function listOf(at: AtWork, key: string, does: Exclude<Moving, 'sale'>, lots: readonly Lot[]) {
  const { competentCustoms: port, bookKind, materials, products } = at.firm
  const lines = does === 'export' ? products : materials
  const [{ seq }] = lots
  return {
    head: {
      book: at.book,
      ownNumber: at.ownNumber(key),
      tradeMode: modes[bookKind][does],
      transport: byRoad,
      country: lines[seq - 1].country,
      port,
    },
    lines: lots.map((lot) => lineOf(lot, lines)),
  }
}

const saleOf = (at: AtWork, key: string, lots: readonly Lot[]) => ({
  head: { book: at.book, ownNumber: at.ownNumber(key), tradeMode: modes[at.firm.bookKind].sale },
  sale: { reason: '订单取消，料件转内销' },
  lines: lots.map((lot) => lineOf(lot, at.firm.materials)),
})

/** What only the firm knows of a line: how much. The platform fills in the rest from the book. */
function lineOf({ seq, quantity }: Lot, lines: readonly DemoLine[]) {
  const { secondFactor } = lines[seq - 1]
  return {
    seq,
    quantity: quantities.print(quantity),
    ...(secondFactor
      ? {
          secondLegalQuantity: quantities.print(
            roundHalfAway(quantity * quantities.parse(secondFactor), quantities.one),
          ),
        }
      : {}),
  }
}

import { setTimeout as pause } from 'node:timers/promises'
import { CommandFault } from '../failure.ts'
import { grouped } from '../print.ts'
import { writeOffOf } from './disposal.ts'
import { messageLines } from './entry.ts'
import { fileNow, findingLines, readFiling, untilAccepted, untilStage } from './filing.ts'
import type { InForce, Life } from './life.ts'
import { countersigned } from './signature.ts'

/** The report, commerce's opinion, the closing, and the proof that nothing is lost or typed twice. */
export async function close(life: Life, inForce: InForce): Promise<void> {
  const { stage, commerce, customs } = life
  const { clerk, book } = inForce
  await stage.step('write-off-table', { zh: '核销平衡表', en: 'The write-off table' }, async () => {
    const { materials } = await writeOffOf(inForce)
    const lines = materials
      .filter(({ terms }) => !/^0(\.0*)?$/.test(terms.imported))
      .map(({ item, name, terms, theoretical }) =>
        [
          item,
          name,
          grouped(terms.imported),
          '−',
          grouped(terms.consumed),
          '−',
          grouped(terms.domesticSale),
          '−',
          grouped(terms.returned),
          '=',
          grouped(theoretical),
        ].join(' '),
      )
    return [{ 'imported − consumed − sold − returned': lines }, undefined]
  })
  const report = await stage.step('report', { zh: '报核', en: 'Write-off report' }, async () => {
    const today = await life.moveTo(65)
    const filed = await fileNow(clerk, 'enterprise.write-off.report', 'report', { head: { book } })
    if (filed.state === 'held') {
      throw new CommandFault(1, `the report is held: ${findingLines(filed.judgement?.findings ?? []).join('; ')}`)
    }
    const signed = await countersigned(clerk, filed.id)
    const { content, judgement } = await readFiling(clerk, filed.id)
    const counts = Object.entries(content).flatMap(([name, part]) =>
      Array.isArray(part) ? [`${name} ${part.length}`] : [],
    )
    const findings = judgement?.findings ?? []
    const explained = findings.some(({ effect }) => effect === 'explain')
    if (explained) {
      // Let through on that condition (R8.21): the reason is the firm's to give, once.
      await clerk.api.ask(`/filings/${filed.id}/explanation`, {
        body: { text: '演示：边角料另行处置，台账备查' },
        once: clerk.once('explanation'),
      })
    }
    return [{ today, ...signed, filed: counts, findings: findingLines(findings), explained }, filed.id]
  })
  await stage.step(
    'technical-receipt-report',
    { zh: '报核导入回执', en: 'Technical receipt of the report' },
    async () => {
      await untilStage(clerk, report, 'imported')
      return [{ message: await messageLines(clerk, report) }, undefined]
    },
  )
  await stage.step('opinion', { zh: '商务部门意见', en: 'Commerce’s opinion' }, async () => {
    const seen = Object.keys((await readFiling(commerce, report)).content)
    if (seen.toSorted().join() !== 'balance,head')
      throw new CommandFault(1, `commerce sees ${seen.join()}, not head and balance`)
    const full = Object.keys((await readFiling(customs, report)).content)
    const opinion = await fileNow(
      commerce,
      'commerce.writeoff-opinion',
      'opinion',
      { opinion: { answer: 'none' } },
      report,
    )
    const { known } = await readFiling(clerk, report)
    return [{ commerceSees: seen, customsSees: full, opinion: known.opinion ?? opinion.state }, undefined]
  })
  await stage.step('closing', { zh: '海关结案', en: 'Closed by customs' }, async () => {
    // Customs takes three working days over a report.
    const closedOn = await life.moveTo(70)
    await untilAccepted(clerk, report)
    const row = await registered(inForce, 'closed')
    return [{ closedOn, state: row.state, message: await messageLines(clerk, report) }, undefined]
  })
  await proofs(life, inForce)
}

interface HandbookRow {
  readonly state: string
  readonly closedOn?: string
}

async function registered({ clerk, book }: InForce, state: string): Promise<HandbookRow> {
  for (let turn = 0; ; turn++) {
    const { body } = await clerk.api.ask<{ items: HandbookRow[] }>(`/registers/handbook?book=${book}`)
    if (body.items[0]?.state === state) return body.items[0]
    if (turn > 100) throw new CommandFault(1, `handbook ${book} is ${body.items[0]?.state}, not ${state}`)
    await pause(100)
  }
}

async function proofs(life: Life, { clerk, book }: InForce): Promise<void> {
  await life.stage.step('ledger', { zh: '底账核对', en: 'Ledger verified' }, async () => {
    const { body } = await life.operator.api.ask<{ postings: number; balances: number; mismatches: object[] }>(
      '/ledger/verify',
    )
    if (body.mismatches.length > 0)
      throw new CommandFault(1, `${body.mismatches.length} balances differ from their postings`)
    return [{ ...body, mismatches: 0 }, undefined]
  })
  await life.stage.step('effort', { zh: '重复录入', en: 'Fields typed twice' }, async () => {
    const { body } = await clerk.api.ask<{ typed: number; imported: number; prefilled: number; typedTwice: number }>(
      `/books/${book}/effort`,
    )
    if (body.typedTwice !== 0) throw new CommandFault(1, `${body.typedTwice} fields were typed twice`)
    return [
      { 'fields typed twice': body.typedTwice, typed: body.typed, imported: body.imported, prefilled: body.prefilled },
      undefined,
    ]
  })
}

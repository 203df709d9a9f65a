import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { officeAccount } from '../accounts.ts'
import { language } from '../api.ts'
import { CommandFault } from '../failure.ts'
import { type Desk, findingLines, type GateFinding, readFiling, untilAccepted, untilStage } from './filing.ts'
import type { InForce, Life } from './life.ts'
import { accountOf, type Head, registered } from './parties.ts'
import { firstDay, type PlanContent } from './plan.ts'
import { readFirms } from './read-firms.ts'
import { countersigned } from './signature.ts'

interface ImportView {
  readonly id: string
  readonly state: string
  readonly progress: {
    readonly bytes?: number
    readonly total?: number
    readonly rows?: number
    readonly stage?: string
  }
  readonly filing?: string
  readonly lines?: Readonly<Record<string, number>>
  readonly findings?: readonly SheetFinding[]
  readonly errors?: readonly { readonly message: { zh: string; en: string } }[]
}

interface SheetFinding {
  readonly code: string
  readonly weight: string
  readonly sheet?: string
  readonly cell?: string
  readonly message: { readonly zh: string; readonly en: string }
}

type Wire = Record<string, unknown> & { readonly head: Head }

/** From the workbook to a handbook in force (milestone A). */
export async function enter(life: Life, workbook: string): Promise<InForce> {
  const { stage } = life
  const bytes = await readFile(workbook).catch(() => {
    throw new CommandFault(2, `the workbook ${workbook} cannot be read`)
  })
  const firms = await readFirms(workbook)
  const clerk = await stage.step('parties', { zh: '各方就位', en: 'The parties' }, async () => {
    const [account] = await Promise.all(firms.map((firm) => accountOf(firm, life.security)))
    const enterprise = firms.map(({ name, creditCode }) => `${name} ${creditCode}`)
    return [
      { enterprise, customs: officeName('customs'), commerce: officeName('commerce') },
      life.deskOf(account.token),
    ]
  })
  await stage.step('clock', { zh: '设定业务日期', en: 'The business day' }, async () => {
    const { validTo } = firms[0]
    life.start = firstDay(validTo)
    return [{ today: await life.moveTo(0), validTo }, undefined]
  })
  const imported = await stage.step('import', { zh: '导入工作簿', en: 'Import the workbook' }, async () => {
    const view = await importBook(clerk, bytes)
    return [{ filing: view.filing, lines: view.lines, findings: sheetLines(view.findings ?? []) }, view]
  })
  const filing = imported.filing ?? ''
  const { head } = (await readFiling(clerk, filing)).content as Wire
  await register(life, head)
  await enterRate(life, head)
  const content = await stage.step('draft', { zh: '改为设立申报', en: 'Made a set-up' }, () =>
    asSetUp(life, clerk, filing),
  )
  await stage.step('gate', { zh: '校验', en: 'The gate' }, async () => {
    const { body } = await clerk.api.ask<{ edition: string; findings: readonly GateFinding[] }>(
      `/filings/${filing}/check`,
      {
        method: 'POST',
      },
    )
    return [{ edition: body.edition, findings: findingLines(body.findings) }, undefined]
  })
  return submitted(life, clerk, filing, content)
}

async function submitted(life: Life, clerk: Desk, filing: string, content: Wire): Promise<InForce> {
  const { stage } = life
  await stage.step('submit', { zh: '提交', en: 'Submit' }, async () => {
    const { revision } = await readFiling(clerk, filing)
    await clerk.api.ask(`/filings/${filing}/submit`, {
      method: 'POST',
      ifMatch: `"${revision}"`,
      once: clerk.once('submit handbook'),
    })
    const { state, ownNumber, filedOn } = await readFiling(clerk, filing)
    if (state === 'held') throw new CommandFault(1, 'the gate holds this handbook: see its findings above')
    return [{ state, ownNumber, filedOn, message: await messageLines(clerk, filing) }, undefined]
  })
  await stage.step('countersign', { zh: '授权签字人补签', en: 'Countersigned' }, async () => [
    await countersigned(clerk, filing),
    undefined,
  ])
  await stage.step('technical-receipt', { zh: '海关客户端导入回执', en: 'Technical receipt' }, async () => {
    const { stage: at, state } = await untilStage(clerk, filing, 'imported')
    return [{ state, stage: at, message: await messageLines(clerk, filing) }, undefined]
  })
  const book = await stage.step('approval', { zh: '海关审批通过', en: 'Approved by customs' }, async () => {
    const { known, decidedOn } = await untilAccepted(clerk, filing)
    return [{ number: known.number, decidedOn, message: await messageLines(clerk, filing) }, known.number]
  })
  await stage.step('in-force', { zh: '手册生效', en: 'In force' }, async () => {
    const rows = await clerk.api.ask<{ items: { state: string; validTo: string; amendments: number }[] }>(
      `/registers/handbook?book=${book}`,
    )
    const [row] = rows.body.items
    if (row?.state !== 'active') throw new CommandFault(1, `handbook ${book} is ${row?.state ?? 'not registered'}`)
    return [{ book, state: row.state, validTo: row.validTo, amendments: row.amendments }, undefined]
  })
  return { clerk, filing, book, head: content.head, content: content as unknown as PlanContent }
}

async function importBook(desk: Desk, bytes: Uint8Array): Promise<ImportView> {
  const { body } = await desk.api.ask<{ id: string }>('/imports/enterprise.handbook.establish?name=handbook.xlsx', {
    bytes,
    once: desk.once('import'),
  })
  for (;;) {
    const { body: view } = await desk.api.ask<ImportView>(`/imports/${body.id}`)
    if (view.state === 'done') return view
    if (view.state === 'failed') throw new CommandFault(1, view.errors?.[0]?.message[language()] ?? 'the import failed')
    const { bytes: read, total, rows } = view.progress
    desk.waiting(total ? `${Math.floor((100 * (read ?? 0)) / total)} % · ${rows} rows` : view.state)
    await pause(150)
  }
}

/** Findings of the import, by sheet and cell; the first of each kind. */
function sheetLines(findings: readonly SheetFinding[]): string[] {
  const kinds = Map.groupBy(findings, ({ code, weight }) => `${weight} ${code}`)
  return Array.from(kinds, ([kind, found]) => {
    const [{ sheet, cell, message }] = found
    const place = sheet ? ` ${sheet}${cell ? `!${cell}` : ''}` : ''
    return `${kind}${found.length > 1 ? ` × ${found.length}` : ''}${place}: ${message[language()]}`
  })
}

const officeName = (party: string) => officeAccount(party).name

const givenByCustoms = ['number', 'preentryNumber']

/** The workbook as a set-up of this run: what customs gives is taken out, the own number is new, nothing was changed yet. */
async function asSetUp(life: Life, clerk: Desk, filing: string) {
  const { content, revision } = await readFiling(clerk, filing)
  const without = (from: object) =>
    Object.fromEntries(Object.entries(from).filter(([name]) => !givenByCustoms.includes(name)))
  const { head, ...lists } = content as Wire
  const ownNumber = `${head.operatingEnterprise.customsCode}T${life.run}`
  const made = {
    ...Object.fromEntries(
      Object.entries(lists).map(([name, list]) => [name, Array.isArray(list) ? list.map(without) : list]),
    ),
    head: { ...without(head), ownNumber, filingKind: 'establish', amendments: 0 },
  } as unknown as Wire
  await clerk.api.ask(`/filings/${filing}/content`, {
    method: 'PUT',
    body: made,
    ifMatch: `"${revision}"`,
    once: clerk.once('set-up'),
  })
  return [{ ownNumber, validTo: head.validTo, amendments: 0 }, made] as const
}

/** Firms that are new to the platform register themselves; the rules decide at once. */
async function register(life: Life, head: Head): Promise<void> {
  const { operatingEnterprise, processingEnterprise } = head
  const firms = [
    ...new Map([processingEnterprise, operatingEnterprise].map((firm) => [firm.creditCode, firm])).values(),
  ]
  await life.stage.step('registration', { zh: '企业登记', en: 'Registration' }, async () => {
    for (const firm of firms) {
      const { token } = await accountOf(firm, life.security)
      await registered(firm, head, life.deskOf(token))
    }
    return [{ registered: firms.map(({ name }) => name) }, undefined]
  })
}

/** Customs' rate of exchange for the months of the demo, entered by an officer; the demo says that it is made up. */
async function enterRate(life: Life, head: Head): Promise<void> {
  const currency = head.importCurrency
  if (!currency || currency === 'CNY') return
  await life.stage.step('rate', { zh: '海关录入汇率', en: 'Rate of exchange' }, async () => {
    const rate = { rate: '7', from: `${life.start.slice(0, 7)}-01`, to: head.validTo, ground: '演示汇率，非海关公布值' }
    await life.customs.api.ask(`/policy/exchange-rates/${currency}`, { method: 'PUT', body: rate })
    return [{ currency, ...rate }, undefined]
  })
}

interface Message {
  readonly type: string
  readonly name: string
  readonly state: string
  readonly mark: string | null
  readonly receipts: readonly { readonly type: string; readonly code: string; readonly at: string }[]
}

/** The messages of a filing with what came back for them. */
export async function messageLines({ api }: Desk, filing: string): Promise<string[]> {
  const { body } = await api.ask<{ items: Message[] }>(`/filings/${filing}/messages`)
  return body.items.map(({ type, name, state, mark, receipts }) =>
    [
      `${type}${mark ? ` (${mark})` : ''}`,
      name,
      state,
      ...receipts.map((receipt) => `← ${receipt.type} ${receipt.code}`),
    ].join(' · '),
  )
}

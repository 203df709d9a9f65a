/** 工作台. What an organisation must do, what was answered, what runs low: read at once. */
import type { Json } from '@jiamao/kernel/canonical'
import type { Uuid } from '@jiamao/kernel/ids'
import { addDays, type LocalDate, type Moment, momentOf, msOf } from '@jiamao/kernel/time'
import type { Words } from '@jiamao/kernel/words'
import { ownerOf, type Subject } from '../../identity/index.ts'
import { type LowLine, readRunningLow } from '../../ledger/index.ts'
import { type PolicyInForce, workingDaysUntil } from '../../policy/index.ts'
import type { Scope, Tx } from '../../store/index.ts'
import { readDeskState } from '../../work/index.ts'
import type { Engine } from '../engine.ts'
import { noteLines, noteShown } from '../looks.ts'
import { readAnswers } from './answers.ts'
import type { Due, Said } from './due.ts'
import { readTyped, readUnderWay, type Typed, type UnderWay } from './figures.ts'
import { enterpriseMatters, type MatterCounts, type MatterRow, type Matters, type Shown, stripDays } from './matters.ts'
import { mostCounted, officeMatters } from './office-matters.ts'
import { sayMatter } from './say.ts'
import { workingDaysOfMonth } from './working-days.ts'

/** A matter with its words. */
interface Matter extends Said {
  readonly key: string
  readonly kind: string
  readonly due: LocalDate | null
  /** Working days left; 0 on the day itself; negative: late by so many. Nothing without a limit. */
  readonly workingDays: number | null
  readonly filing: Uuid | null
  /** Whose filing it is, on the desk of who works for several firms. */
  readonly firm: string | null
  readonly snoozedUntil: LocalDate | null
}

/** Another party's answer, with its words. */
interface AnswerView {
  readonly filing: Uuid
  readonly title: Json
  readonly type: Words
  readonly number: string | null
  readonly known: Readonly<Record<string, string>>
  readonly state: string
  readonly party: string
  readonly reason: string | null
  readonly businessAt: Moment
}

/** What only an enterprise has: filings of its own, and books. */
interface OwnDesk {
  readonly answers: {
    readonly total: number
    readonly accepted: number
    readonly refused: number
    readonly items: readonly AnswerView[]
  }
  readonly underWay: UnderWay & { readonly oldestWorkingDays: number | null }
  readonly typed: Typed & { readonly from: LocalDate }
  readonly low: readonly LowLine[]
}

/** The desk of one person. */
export interface Desk {
  /** The enterprise whose desk it is, where somebody acts for it. */
  readonly actingFor: string | null
  readonly today: LocalDate
  /** Which working day of its month today is; 0 before the first. */
  readonly workingDayOfMonth: number
  readonly isWorkingDay: boolean
  /** Where this visit's answers begin, and whether that is a visit before or, at the first, the last week. */
  readonly since: Moment
  readonly isFirstVisit: boolean
  readonly counts: MatterCounts
  /** A count that has reached this has not been counted on; nothing where all are counted. */
  readonly countedTo: number | null
  readonly matters: readonly Matter[]
  readonly days: readonly { readonly day: LocalDate; readonly isWorkingDay: boolean; readonly due: number }[]
  readonly own: OwnDesk | null
}

/** What a person asks of their desk. */
export interface DeskWish {
  readonly show: Shown
  readonly limit: number
}

const firstDays = 7
const lowLines = 6
const answersShown = 12

/** Reads a desk: what the person keeps first, then everything else in one transaction and one round trip. */
export async function readDesk(engine: Engine, dues: readonly Due[], subject: Subject, wish: DeskWish): Promise<Desk> {
  const { organisation, party, mandate } = subject
  const owner = ownerOf(subject)
  const [today, at] = [engine.clock.today(), engine.clock.machine()]
  const own = { enterprise: organisation, organisation, stance: 'owner' } as const
  const { since: before, snoozed } = await engine.store.ask(own, (tx) => readDeskState(tx, subject, { at, today }))
  const since = before ?? momentOf(msOf(at) - firstDays * 86_400_000)
  const policy = engine.policies.inForce(today, at)
  const ask = { organisation, owner, today, snoozed, ...wish }
  const isFirm = party === 'enterprise'
  // Under a mandate row security leaves what it names of the enterprise.
  const scope: Scope = isFirm ? { ...own, enterprise: owner } : { organisation, stance: 'party' }
  const [matters, ownDesk] = await engine.store.ask(scope, (tx) =>
    Promise.all([
      isFirm ? enterpriseMatters(tx, ask, dues) : officeMatters(tx, ask),
      isFirm ? readOwn(engine, tx, policy, owner, since) : null,
    ]),
  )
  if (!isFirm) await noteLines(engine, subject, 'desk', matters.items)
  if (mandate) {
    const lines = [{ filing: null }, ...matters.items].map(({ filing }) => ({ enterprise: owner, filing }))
    await noteShown(engine, subject, { what: 'desk', ground: `mandate ${mandate.id}`, lines })
  }
  return {
    actingFor: mandate?.enterpriseName ?? null,
    today,
    workingDayOfMonth: workingDaysOfMonth(policy, today),
    isWorkingDay: policy.isWorkingDay(today),
    since,
    isFirstVisit: before === null,
    counts: matters.counts,
    countedTo: isFirm ? null : mostCounted,
    matters: mattersOf(engine, dues, policy, matters.items),
    days: stripOf(policy, matters),
    own: ownDesk,
  }
}

async function readOwn(
  engine: Engine,
  tx: Tx,
  policy: PolicyInForce,
  enterprise: Uuid,
  since: Moment,
): Promise<OwnDesk> {
  const from = `${policy.on.slice(0, 4)}-01-01` as LocalDate
  const [answers, underWay, typed, low] = await Promise.all([
    readAnswers(tx, enterprise, since, answersShown),
    readUnderWay(tx, enterprise),
    readTyped(tx, enterprise, from),
    readRunningLow(tx, enterprise, policy.on, lowLines),
  ])
  const { oldestFiledOn } = underWay
  return {
    answers: {
      ...answers,
      items: answers.items.map(({ from: organisation, type, businessAt, ...answer }) => ({
        ...answer,
        type: engine.catalogue.filing(type)?.name ?? { zh: type, en: type },
        party: engine.directory.organisation(organisation)?.party ?? 'enterprise',
        businessAt: momentOf(Date.parse(businessAt)),
      })),
    },
    underWay: {
      ...underWay,
      oldestWorkingDays: oldestFiledOn === null ? null : workingDaysUntil(policy, oldestFiledOn, policy.on),
    },
    typed: { ...typed, from },
    low,
  }
}

/** The matters with their words. Many end on one day: its working days are counted once. */
function mattersOf(
  engine: Engine,
  dues: readonly Due[],
  policy: PolicyInForce,
  found: readonly MatterRow[],
): readonly Matter[] {
  const days = [...new Set(found.flatMap(({ due }) => due ?? []))]
  const left = new Map(days.map((due) => [due, workingDaysUntil(policy, policy.on, due)]))
  return found.map((row) => {
    const { key, kind, due, filing, snoozedUntil } = row
    const firm = row.firm === undefined ? null : (engine.directory.organisation(row.firm)?.name ?? null)
    const workingDays = due === null ? null : left.get(due)!
    return { key, kind, due, workingDays, filing, firm, snoozedUntil, ...sayMatter(engine, dues, row) }
  })
}

function stripOf(policy: PolicyInForce, { days }: Matters): Desk['days'] {
  const due = new Map(days.map((day) => [day.day, day.due]))
  return Array.from({ length: stripDays }, (_, i) => {
    const day = addDays(policy.on, i)
    return { day, isWorkingDay: policy.isWorkingDay(day), due: due.get(day) ?? 0 }
  })
}

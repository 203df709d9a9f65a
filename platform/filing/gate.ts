import { shape } from '@jiamao/kernel/fields'
import type { Uuid } from '@jiamao/kernel/ids'
import type { ProblemItem } from '@jiamao/kernel/problem'
import type { LocalDate } from '@jiamao/kernel/time'
import { type Remaining, remaining } from '../ledger/index.ts'
import type { Fact, Finding } from '../policy/define.ts'
import { type Judgement, judge, keptFacts, type PolicyInForce, readFacts, strongestOf } from '../policy/index.ts'
import { maybe, type Scope, sql, type Tx } from '../store/index.ts'
import type { AnyFiling } from './define.ts'
import { countEffort, type Effort, isTyped, type Origin, ownFields } from './effort.ts'
import type { Engine } from './engine.ts'
import { isAsked, kindsKept, missingPapers } from './required-papers.ts'

/** A wire content brought before the gate. */
export interface Asked {
  readonly definition: AnyFiling
  readonly filing: Uuid
  readonly enterprise: Uuid
  /** The organisation that files. */
  readonly organisation: Uuid
  readonly wire: Record<string, unknown>
  readonly origin: Origin
  /** The filing that this one answers or changes. */
  readonly about?: { readonly id: Uuid }
}

/** What the gate found, and everything that a submission is made of. */
export interface Gated {
  readonly wire: Record<string, unknown>
  /** The content; undefined where its shape is wrong: then the findings say so. */
  readonly content: unknown
  readonly judgement: Judgement
  /** Facts by id, as `keptFacts` keeps them for replay. */
  readonly facts: Record<string, unknown>
  readonly book: BookSeen | undefined
  /** What remained of the book's lines at its revision; undefined where no check asks it. */
  readonly room: Remaining | undefined
  readonly effort: Effort
  readonly policy: PolicyInForce
  readonly on: LocalDate
}

/** The book as it stood when the facts were read; a submission is refused as stale when it has moved since. */
export interface BookSeen {
  readonly book: string
  readonly cycle: number
  readonly revision: bigint
  readonly open: boolean
}

/**
 * Completes a content, shapes it and judges it by the policy of today. Reads only. The book's revision is read before
 * the facts: facts that are newer than it make the submission stale, never wrong.
 */
export async function gate(engine: Engine, asked: Asked): Promise<Gated> {
  const { definition, enterprise } = asked
  const on = engine.clock.today()
  const policy = engine.policies.inForce(on, engine.clock.machine())
  const touched = definition.touches?.(asked.wire)
  const wanted = engine.catalogue.facts(definition)
  const ask = {
    filing: asked.filing,
    enterprise,
    on,
    book: touched?.book,
    side: touched?.side,
    seqs: touched?.seqs ?? [],
    content: asked.wire,
  }
  // For the owner, whoever files.
  const scope: Scope = { enterprise, organisation: asked.organisation, stance: 'engine' }
  const papers = policy.papers(definition.id)
  const [book, facts, attached] = await engine.store.ask(scope, (tx) =>
    Promise.all([
      touched && seeBook(tx, enterprise, touched.book),
      readFacts(tx, wanted, engine.catalogue.providers, ask),
      // Most types ask for none, and then nothing is read.
      papers.some(isAsked) ? kindsKept(tx, enterprise, asked.filing) : [],
    ]),
  )

  const complete = fill(definition, asked.wire, facts, policy, asked.about?.id)
  const effort = effortOf(asked, complete, facts, policy)
  const shaped = shape(definition.content, complete, policy.lists)
  const judged = shaped.content
    ? judge({ type: definition.id, checks: definition.checks, content: shaped.content, facts }, policy)
    : misshapen(shaped.faults, definition, policy)
  const findings = [...judged.findings, ...missingPapers(papers, attached)]
  const judgement = { ...judged, findings, strongest: strongestOf(findings) }
  return {
    wire: complete,
    content: shaped.content,
    judgement,
    facts: { ...keptFacts(wanted, facts), ...(papers.some(isAsked) ? { papers: attached } : {}) },
    book,
    room: facts[remaining.id] as Remaining | undefined,
    effort,
    policy,
    on,
  }
}

const seeBook = (tx: Tx, enterprise: Uuid, book: string): Promise<BookSeen | undefined> =>
  maybe<BookSeen>(
    tx,
    sql`
    select book, cycle, revision, open from book where enterprise_id = ${enterprise} and book = ${book} order by cycle desc limit 1`,
  )

type Wire = Record<string, unknown>

/** The content completed by what the platform holds. */
function fill(
  definition: AnyFiling,
  wire: Wire,
  facts: Readonly<Record<string, unknown>>,
  policy: PolicyInForce,
  about: Uuid | undefined,
): Wire {
  const { prefill } = definition
  if (!prefill) return wire
  const named = Object.entries(prefill.facts as Record<string, Fact>).map(([name, { id }]) => [name, facts[id]])
  return prefill.fill({ wire, facts: Object.fromEntries(named), on: policy.on, policy, about }) as Wire
}

function effortOf(
  { definition, wire, origin, about }: Asked,
  complete: Wire,
  facts: Readonly<Record<string, unknown>>,
  policy: PolicyInForce,
): Effort {
  // What only the enterprise can know, completed: what is in it and was typed all the same was typed twice.
  const bare = isTyped(origin)
    ? fill(definition, ownFields(definition.content, wire) as Wire, facts, policy, about?.id)
    : undefined
  return countEffort(definition.content, origin, { given: wire, bare, complete })
}

/** Faults of shape are findings too: all are shown together, and none is lost. */
function misshapen(faults: readonly ProblemItem[], definition: AnyFiling, policy: PolicyInForce): Judgement {
  const findings = faults.map((fault) => findingOf(fault, definition.ground, policy.edition))
  return { edition: policy.edition, strongest: strongestOf(findings), findings }
}

export const findingOf = (fault: ProblemItem, ground: string, edition: string): Finding => ({
  check: fault.code,
  effect: 'reject',
  owner: 'enterprise',
  pointer: fault.pointer ?? '',
  values: fault.values ?? {},
  ground,
  edition,
  message: fault.message,
  remedy: fault.remedy ?? fault.message,
})

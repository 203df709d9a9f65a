import type { Content } from '@jiamao/kernel/fields'
import type { Uuid } from '@jiamao/kernel/ids'
import type { LocalDate } from '@jiamao/kernel/time'
import type { TSchema } from 'typebox'
import { rows, type Sql, sql, type Tx } from '../store/index.ts'
import type { Check, Fact } from './define.ts'

/** What a provider is asked for: one filing at the gate, thousands in a rehearsal. */
export interface Ask {
  readonly filing: Uuid
  readonly enterprise: Uuid
  readonly on: LocalDate
  readonly book?: string
  /** Which goods of the book: I material, E product. */
  readonly side?: 'I' | 'E'
  readonly seqs: readonly number[]
  /** The filing's content, for facts about something it names beside its book. */
  readonly content: unknown
}

/** The one form in which facts are fetched: set in, set out, by filing id. An ask without an answer is a fault of ours. */
export interface Provider<S extends TSchema = TSchema> {
  readonly fact: Fact<S>
  provide(tx: Tx, asks: readonly Ask[]): Promise<ReadonlyMap<Uuid, Content<S>>>
}

/** Binds a fact to the query that finds it. Each fact has exactly one. */
export const provide = <S extends TSchema>(fact: Fact<S>, read: Provider<S>['provide']): Provider<S> => ({
  fact,
  provide: read,
})

/**
 * Asks as a table `ask (asked, enterprise, on_day, book, side, seqs)`, for a question to join. Made once: otherwise its
 * JSON is read again for every row that it meets.
 */
export const asTable = (asks: readonly Ask[]): Sql => sql`
  ask as materialized (
    select (a->>'filing')::uuid as asked, (a->>'enterprise')::uuid as enterprise, (a->>'on')::date as on_day, a->>'book' as book,
           a->>'side' as side, array(select jsonb_array_elements_text(a->'seqs')::int) as seqs
      from jsonb_array_elements(${JSON.stringify(asks.map(({ content: _, ...ask }) => ask))}::jsonb) as a)`

/**
 * A provider that is one question: it joins the table `ask` and gives the fact's fields by their names, with `asked`,
 * the filing that asks. Tables that grow are met by `cross join lateral (… offset 0)`, one look into the index an ask:
 * left to its estimate of a hundred asks, the planner reads all that the enterprise has.
 */
export const provideRows = <S extends TSchema>(fact: Fact<S>, question: (ask: Sql) => Sql): Provider =>
  provide(fact as Fact, async (tx, asks) => {
    return answersOf(asks, await rows<AskedRow>(tx, question(asTable(asks)))) as never
  })

/** A row of an answer, with the filing that asked. */
export type AskedRow = Record<string, unknown> & { readonly asked: Uuid }

/** Rows by the filing that asked; an ask without rows has an empty list, and a null is a field that is missing. */
export function answersOf(asks: readonly Ask[], found: readonly AskedRow[]): ReadonlyMap<Uuid, readonly object[]> {
  const answers = new Map<Uuid, object[]>(asks.map(({ filing }) => [filing, []]))
  for (const row of found) answers.get(row.asked)!.push(fieldsOf(row))
  return answers
}

/** A row without `asked` and without what is missing. Exports bring hundreds of rows: a loop, not entries to and fro. */
export function fieldsOf(row: Record<string, unknown>): object {
  const fields: Record<string, unknown> = {}
  for (const name in row) if (name !== 'asked' && row[name] !== null) fields[name] = row[name]
  return fields
}

/** The facts that some checks (and a prefill) name, once each. */
export function factsOf(checks: readonly Check[], more: Readonly<Record<string, Fact>> = {}): Fact[] {
  const all = [...checks.flatMap((check) => Object.values(check.facts as Record<string, Fact>)), ...Object.values(more)]
  return [...new Map(all.map((fact) => [fact.id, fact])).values()]
}

/** Reads the facts of one filing, asked all together in one transaction. */
export async function readFacts(
  tx: Tx,
  facts: readonly Fact[],
  providers: ReadonlyMap<string, Provider>,
  ask: Ask,
): Promise<Record<string, unknown>> {
  const found = await Promise.all(
    facts.map(async ({ id }) => {
      const answer = await providers.get(id)!.provide(tx, [ask])
      if (!answer.has(ask.filing)) throw new Error(`the provider of ${id} gave no answer`)
      return [id, answer.get(ask.filing)] as const
    }),
  )
  return Object.fromEntries(found)
}

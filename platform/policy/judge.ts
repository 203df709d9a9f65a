import type { Content } from '@jiamao/kernel/fields'
import { fillWords, type Values } from '@jiamao/kernel/words'
import type { TSchema } from 'typebox'
import {
  type Check,
  type Effect,
  effects,
  type Facts,
  type Finding,
  type FreeCheck,
  type Hit,
  type Measure,
  type MeasuredCheck,
} from './define.ts'
import type { Parameter, PolicyInForce, Step } from './in-force.ts'
import { compare, type Ratio } from './ratio.ts'

/** What a filing is judged by: its type, content, and all facts that its checks name, by fact id. */
export interface Case<S extends TSchema = TSchema> {
  readonly type: string
  readonly checks: readonly Check<S>[]
  readonly content: Content<S>
  readonly facts: Readonly<Record<string, unknown>>
}

/** All findings of a case, with the strongest effect (R8.21). */
export interface Judgement {
  readonly edition: string
  readonly strongest: Effect | null
  readonly findings: readonly Finding[]
}

/** Judges a case by the policy of its day. Pure: the same case and edition give the same judgement, here and in a browser. */
export function judge(given: Case, policy: PolicyInForce): Judgement {
  const findings = given.checks.flatMap((check) => findingsOf(check, given, policy))
  return { edition: policy.edition, strongest: strongestOf(findings), findings }
}

/** reject > hold > explain > route > warn; null where there is none. */
export const strongestOf = (findings: readonly { readonly effect: Effect }[]): Effect | null =>
  effects.find((effect) => findings.some((finding) => finding.effect === effect)) ?? null

function findingsOf(check: Check, given: Case, policy: PolicyInForce): Finding[] {
  const facts = Object.fromEntries(
    Object.entries(check.facts as Record<string, { id: string }>).map(([name, { id }]) => [name, given.facts[id]]),
  )
  const asked = { content: given.content, facts, on: policy.on, policy }
  return 'parameter' in check
    ? measured(check, check.measure(asked), given.type, policy)
    : free(check, check.find(asked), policy)
}

function free(check: FreeCheck<TSchema, Facts>, hits: readonly Hit[], policy: PolicyInForce): Finding[] {
  const source = { edition: policy.edition, ground: check.ground, owner: check.owner ?? 'customs' }
  return hits.map(({ at, effect, values, passes }) =>
    finding(check, at, effect ?? check.effect, passes === undefined ? values : { ...values, passes }, source),
  )
}

function measured(
  check: MeasuredCheck<TSchema, Facts>,
  measures: readonly Measure[],
  type: string,
  policy: PolicyInForce,
): Finding[] {
  const parameter = policy.parameter(check.parameter)
  if (!parameter) return []
  return measures.flatMap(({ at, value, terms, passes }) => {
    const step = exceeded(parameter, value, type)
    if (!step) return []
    const threshold = thresholdOf(step)
    const values = { threshold, ...terms, ...(passes ? { passes } : {}) }
    return [
      {
        ...finding(check, at, step.effect, values, parameter),
        parameter: parameter.id,
        threshold,
      },
    ]
  })
}

/** The strongest step that a measure goes beyond. */
function exceeded(parameter: Parameter, value: Ratio, type: string): Step | undefined {
  const beyond = parameter.steps.filter(
    (step) =>
      (step.of === undefined || step.of === type) &&
      ('above' in step
        ? compare(value, step.above) > 0
        : 'below' in step
          ? compare(value, step.below) < 0
          : compare(value, step.outside[0]) < 0 || compare(value, step.outside[1]) > 0),
  )
  return effects.map((effect) => beyond.find((step) => step.effect === effect)).find(Boolean)
}

const thresholdOf = (step: Step) =>
  'above' in step ? step.above : 'below' in step ? step.below : step.outside.join(' … ')

/** Where the finding's authority comes from: the parameter's row, or the check and the edition of the day. */
type Source = Pick<Finding, 'edition' | 'ground' | 'owner'>

function finding(
  check: Check,
  at: string,
  effect: Effect,
  values: Values,
  { edition, ground, owner }: Source,
): Finding {
  const { zh, en } = check.says
  return {
    check: check.id,
    effect,
    owner,
    pointer: at,
    values,
    ...(values.passes === undefined ? {} : { passes: String(values.passes) }),
    ground,
    edition,
    message: fillWords({ zh: zh[0], en: en[0] }, values),
    remedy: fillWords({ zh: zh[1], en: en[1] }, values),
  }
}

import type { Words } from '@jiamao/kernel/words'

/** Whose desk something waits on: the engine itself, or persons. */
export type Desk = 'engine' | 'operator' | 'filer' | 'agency' | 'module' | 'security'

/** One numbered row of the protocol's table (I6). */
export interface Row<S extends string, E extends string> {
  readonly no: number
  readonly from: S | readonly S[]
  readonly on: E
  readonly to: S
  /** Whose desk, where `to` is one. */
  readonly desk?: Desk
  /** What comes before the next attempt. */
  readonly first?: 'probe'
}

/** A pair that changes nothing, with its reason. */
interface Ignored<S extends string, E extends string> {
  readonly in: S | readonly S[]
  readonly on: E | readonly E[]
  readonly why: string
  /** It contradicts what stands: what brought it goes to a desk as a case (I10). */
  readonly contradicts?: true
}

/** A state machine (状态机) as data: code obeys it, the test walks all pairs, the docs print it. */
export interface Machine<S extends string = string, E extends string = string> {
  readonly id: string
  readonly name: Words
  readonly start: S
  readonly states: Readonly<Record<S, Words>>
  readonly final: readonly S[]
  readonly events: Readonly<Record<E, Words>>
  readonly rows: readonly Row<S, E>[]
  readonly ignores: readonly Ignored<S, E>[]
}

const list = <T extends string>(one: T | readonly T[]): readonly T[] => (typeof one === 'string' ? [one] : one)
const includes = <T extends string>(one: T | readonly T[], item: T) => list(one).includes(item)
const keys = <K extends string>(of: Readonly<Record<K, unknown>>) => Object.keys(of) as K[]

/** Declares a machine. @throws Error for a pair of state and event that is in neither list, or in two places */
export function defineMachine<const S extends string, const E extends string>(machine: Machine<S, E>): Machine<S, E> {
  for (const state of keys(machine.states)) {
    for (const event of keys(machine.events)) {
      const places =
        machine.rows.filter((row) => includes(row.from, state) && row.on === event).length +
        machine.ignores.filter((pair) => includes(pair.in, state) && includes(pair.on, event)).length
      if (places !== 1) throw new Error(`${machine.id}: ${state} × ${event} stands in ${places} places`)
    }
  }
  return Object.freeze(machine)
}

/** What an event does in a state: the row that it takes, or why it changes nothing. */
export function next<S extends string, E extends string>(
  machine: Machine<S, E>,
  state: S,
  event: E,
): Row<S, E> | Ignored<S, E> {
  const found =
    machine.rows.find((row) => includes(row.from, state) && row.on === event) ??
    machine.ignores.find((pair) => includes(pair.in, state) && includes(pair.on, event))
  if (!found) throw new Error(`${machine.id}: ${state} × ${event} is unknown`)
  return found
}

/** The table of a machine as Markdown, for the docs; then the pairs that change nothing. */
export function markdown<S extends string, E extends string>(machine: Machine<S, E>, language: keyof Words): string {
  const words = {
    zh: { head: '| # | 状态 | 事件 | 变为 |', ignored: '| 状态 | 事件 | 不变，因为 |' },
    en: { head: '| # | from | event | to |', ignored: '| in | on | stays, because |' },
  }[language]
  const state = (s: S) => machine.states[s][language]
  const states = (s: S | readonly S[]) => list(s).map(state).join(', ')
  const events = (e: E | readonly E[]) => list(e).map((one) => machine.events[one][language])
  const moves = machine.rows.map(({ no, from, on, to, desk, first }) => {
    const after = [state(to), ...(desk ? [desks[desk][language]] : []), ...(first ? [probes[language]] : [])]
    return `| ${no} | ${states(from)} | ${events(on)} | ${after.join(' · ')} |`
  })
  const stays = machine.ignores.map(
    (pair) => `| ${states(pair.in)} | ${events(pair.on).join('; ')} | ${pair.why}${pair.contradicts ? ' ⚑' : ''} |`,
  )
  const title = `### ${machine.name[language]}`
  return [title, '', words.head, '|--|--|--|--|', ...moves, '', words.ignored, '|--|--|--|', ...stays, ''].join('\n')
}

/** Desks, as people read them. */
const desks: Readonly<Record<Desk, Words>> = {
  engine: { zh: '系统', en: 'the engine' },
  operator: { zh: '运维', en: 'operator' },
  filer: { zh: '申报人', en: 'filer’s clerk' },
  agency: { zh: '部门值班员', en: 'agency’s duty officer' },
  module: { zh: '子系统负责人', en: 'module’s owner' },
  security: { zh: '安全员', en: 'security' },
}
const probes: Words = { zh: '先核对', en: 'probe first' }

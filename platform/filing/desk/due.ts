import type { Uuid } from '@jiamao/kernel/ids'
import type { LocalDate } from '@jiamao/kernel/time'
import { fillWords, type Words } from '@jiamao/kernel/words'
import type { Sql } from '../../store/index.ts'

/** 期限. What a register says is due by law (R8.60): found by one question over an enterprise, said in words. */
export interface Due {
  readonly id: string
  /** Templates over the values that `find` gives, and `days`: how many are left, or how many have passed. */
  readonly title: Words
  readonly detail: Words
  /** What happens if it is not done. */
  readonly consequence: Words
  /** The button that leads there. */
  readonly act: Words
  /** Where it is done: a page of the workbench, over the same values. */
  readonly path: string
  /** Who asks for it. */
  readonly party: string
  readonly ground: string
  /** Rows `key text, due date, vals jsonb` of one enterprise; `key` tells them apart. */
  find(given: { readonly enterprise: Uuid; readonly today: LocalDate }): Sql
}

/** What a matter says, in both languages. */
export interface Said {
  readonly title: Words
  readonly detail: Words
  readonly consequence: Words
  readonly act: Words
  readonly path: string
  readonly party: string
  readonly ground: string
}

/** The words of a due matter. */
export function sayDue(due: Due, values: Readonly<Record<string, string | number>>): Said {
  const { title, detail, consequence, act, path, party, ground } = due
  return {
    title: fillWords(title, values),
    detail: fillWords(detail, values),
    consequence,
    act,
    path: path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name]))),
    party,
    ground,
  }
}

import type { ProblemItem, ProblemKind, ProblemMaker } from '@jiamao/kernel/problem'
import type { Values } from '@jiamao/kernel/words'
import { moreOfThem } from './remarks.ts'

/**
 * How much a finding weighs: a `fault` must be mended before the filing can go, `confirm` needs a person's yes, a `notice`
 * only tells.
 */
export type Weight = 'fault' | 'confirm' | 'notice'

/** A place in a workbook. */
export interface SheetPlace {
  readonly sheet: string
  /** `H7`; undefined where the sheet as a whole is meant. */
  readonly cell?: string
}

/** Something that was found about a content, by its pointer and, where the content came from a workbook, by cell. */
export interface Finding extends ProblemItem, Partial<SheetPlace> {
  readonly weight: Weight
}

// Of one kind; what is beyond is counted. A column of 100,000 formulas is one thing to tell, not 100,000.
const mostOfKind = 1_000

/** Collects findings, a bounded number of each kind. */
export class Findings {
  readonly #items: Finding[] = []
  readonly #counts = new Map<ProblemKind, { count: number; weight: Weight; sheet: string }>()
  readonly #faulty = new Set<string>()

  add(weight: Weight, make: ProblemMaker, place: SheetPlace & { readonly pointer?: string }, values: Values): void {
    const told = this.#counts.get(make.kind)
    if (told) told.count += 1
    else this.#counts.set(make.kind, { count: 1, weight, sheet: place.sheet })
    if (told && told.count > mostOfKind) return
    const { pointer, sheet, cell } = place
    const item = make(values, pointer === undefined ? {} : { pointer }).item()
    this.#items.push({ ...item, weight, sheet, ...(cell === undefined ? {} : { cell }) })
    if (weight === 'fault' && pointer !== undefined && cell !== undefined) this.#faulty.add(pointer)
  }

  /** Whether the cell of a pointer has a fault already, so that a second one about it would only repeat. */
  faultyAt(pointer: string): boolean {
    return this.#faulty.has(pointer)
  }

  /** All findings, with a last word on each kind of which there were too many. */
  all(): Finding[] {
    const rest = Array.from(this.#counts).filter(([, { count }]) => count > mostOfKind)
    return this.#items.concat(
      rest.map(([kind, { count, weight, sheet }]) => {
        const values = { count: count - mostOfKind, title: kind.zh.title, titleEn: kind.en.title }
        return { ...moreOfThem(values).item(), weight, sheet }
      }),
    )
  }
}

import type { SheetPlace } from './findings.ts'

/** A word that stands where a code should, and that no list knows: what it means is asked once. */
export interface UnknownWord extends SheetPlace {
  readonly list: string
  readonly word: string
  readonly count: number
}

// A person answers each; a column under a wrong heading has thousands.
const most = 100
const longest = 60

/** Collects words, each once with how often it stands. */
export class UnknownWords {
  readonly #words = new Map<string, { -readonly [K in keyof UnknownWord]: UnknownWord[K] }>()

  add(list: string, word: string, place: SheetPlace): void {
    if (word.length > longest) return
    const key = `${list} ${word}`
    const known = this.#words.get(key)
    if (known) known.count += 1
    else if (this.#words.size < most) this.#words.set(key, { list, word: word.toWellFormed(), count: 1, ...place })
  }

  all(): UnknownWord[] {
    return [...this.#words.values()]
  }
}

/** Which goods a content names, whatever its type: read from the wire, faults and all, because a draft is completed first. */

/** An item by its number; without a kind where the line does not say it. `alone`: no part stands beside it. */
interface NamedItem {
  readonly kind?: 'material' | 'product'
  readonly item: number
  readonly alone: boolean
}

export interface Named {
  readonly parts: readonly string[]
  readonly items: readonly NamedItem[]
  /** Lines of the book that are named by number: of products E, of materials I. */
  readonly lines: readonly { readonly side: 'I' | 'E'; readonly seq: number }[]
}

type Line = Readonly<Record<string, unknown>>

const isLine = (value: unknown): value is Line => typeof value === 'object' && value !== null && !Array.isArray(value)
// A text that no database can hold names nothing; that it is wrong is for the shape to say.
const isPart = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= 64 && value.isWellFormed() && !/\p{Cc}/u.test(value)
const isNumber = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 999_999_999

/** Lists of a book's goods: a line there that has a `seq` and no `part` means the item of that number. */
const kindOfList: Readonly<Record<string, 'material' | 'product'>> = { materials: 'material', products: 'product' }

/** The parts, items and book lines in all lists of a content. */
export function goodsNamed(content: unknown): Named {
  const parts = new Set<string>()
  const items = new Map<string, NamedItem>()
  const lines = new Map<string, Named['lines'][number]>()
  for (const [list, value] of Object.entries(isLine(content) ? content : {})) {
    if (!Array.isArray(value)) continue
    for (const line of value.filter(isLine)) {
      for (const part of [line.part, line.productPart, line.materialPart]) if (isPart(part)) parts.add(part)
      const named = itemOf(line, kindOfList[list])
      if (named) items.set(`${named.kind} ${named.item} ${named.alone}`, named)
      if (isNumber(line.productSeq)) lines.set(`E${line.productSeq}`, { side: 'E', seq: line.productSeq })
      if (isNumber(line.materialSeq)) lines.set(`I${line.materialSeq}`, { side: 'I', seq: line.materialSeq })
    }
  }
  return { parts: [...parts], items: [...items.values()], lines: [...lines.values()] }
}

function itemOf(line: Line, list: 'material' | 'product' | undefined): NamedItem | undefined {
  const { kind, item, seq, part } = line
  if (isNumber(item)) return { ...(kind === 'material' || kind === 'product' ? { kind } : {}), item, alone: false }
  return list && !isPart(part) && isNumber(seq) ? { kind: list, item: seq, alone: true } : undefined
}

import { quantityTotals } from '@jiamao/kernel/numbers'
import type { Bodies } from '@jiamao/platform/exchange/codec'
import { type Handbook, type Posting, written } from './handbook.ts'
import { figure, lineKey, plain } from './handbook-content.ts'
import { movementOf } from './movements.ts'

type Checklist = Bodies['INV101']
type ListLine = NonNullable<Checklist['InvtListType']>[number]

/** What a checklist does to its handbook, and what speaks against it line by line (R6.LINE, R6.MODE). */
interface Reading {
  readonly postings: Posting[]
  readonly faults: string[]
}

/** Reads a checklist against customs' own book. Lines without a fitting movement make no posting. */
export function postingsOf({ InvtHeadType: head = {}, InvtListType: list = [] }: Checklist, book: Handbook): Reading {
  const { SupvModecd: mode = '', ImpexpMarkcd: direction = '', MtpckEndprdMarkcd: goods = '' } = head
  const movement = movementOf(book.kind, { mode, direction, goods })
  if (!movement) {
    const fault = `监管方式${mode}与进出口标志${direction}、料件成品标志${goods}不符（手册${book.number}）`
    return { postings: [], faults: [fault] }
  }
  const versions = versionsOf(book)
  const postings: Posting[] = []
  const faults: string[] = []
  for (const record of list) {
    const line = lineKey(goods, record.PutrecSeqno ?? '')
    const version = versionOf(versions, goods, record)
    const quantity = figure(quantityTotals, record.DclQty)
    postings.push({ line, field: movement.field, draws: movement.draws, version: version ?? '', quantity })
    faults.push(...lineFaults(book, line, record))
    if (version === undefined) faults.push(`第${record.GdsSeqno}项：单耗版本号${record.UcnsVerno ?? '空'}不在备案中`)
    if (quantity <= 0n) faults.push(`第${record.GdsSeqno}项：申报数量须大于零`)
  }
  return { postings, faults }
}

function lineFaults(book: Handbook, key: string, { GdsSeqno, PutrecSeqno, Gdecd, DclUnitcd }: ListLine): string[] {
  const line = book.content.lines.get(key)
  if (!line) return [`第${GdsSeqno}项：备案序号${PutrecSeqno}不在手册${book.number}中`]
  const faults: string[] = []
  if (line.code !== Gdecd) faults.push(`第${GdsSeqno}项：商品编码${Gdecd}与备案${line.code}不符`)
  if (line.unit !== DclUnitcd) faults.push(`第${GdsSeqno}项：申报单位${DclUnitcd}与备案${line.unit}不符`)
  return faults
}

type Versions = ReadonlyMap<string, ReadonlySet<string>>

function versionsOf(book: Handbook): Versions {
  const versions = new Map<string, Set<string>>()
  for (const { product, version } of book.content.uses.values()) {
    versions.set(product, (versions.get(product) ?? new Set()).add(version))
  }
  return versions
}

/**
 * The consumption version of a product line: the one it names, else the only one there is. Undefined where neither leads
 * to one. Materials have none, nor have products whose consumption was not filed yet.
 */
function versionOf(versions: Versions, goods: string, { PutrecSeqno = '', UcnsVerno }: ListLine): string | undefined {
  if (goods !== 'E') return ''
  const filed = versions.get(plain(PutrecSeqno))
  if (!filed) return UcnsVerno ?? ''
  if (UcnsVerno !== undefined) return filed.has(UcnsVerno) ? UcnsVerno : undefined
  return filed.size === 1 ? [...filed][0] : undefined
}

/** Lines of a book that would be drawn beyond what was filed, what is reserved counted (R5.9). */
export function quantityFaults(postings: readonly Posting[], book: Handbook): string[] {
  const asked = new Map<string, bigint>()
  for (const { line, draws, quantity } of postings) asked.set(line, (asked.get(line) ?? 0n) + draws * quantity)
  return [...asked].flatMap(([key, quantity]) => {
    const line = book.content.lines.get(key)
    const free = line ? line.filed - book.drawn(key) : 0n
    if (!line || quantity <= 0n || quantity <= free) return []
    const what = line.goods === 'I' ? '料件' : '成品'
    return [`${what}${line.seq}申报数量${written(quantity)}超过手册余量${written(free)}`]
  })
}

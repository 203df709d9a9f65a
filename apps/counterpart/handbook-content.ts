import { consumptions, HUNDRED, isFault, percents, quantityTotals, type Scale } from '@jiamao/kernel/numbers'
import { type LocalDate, readDate } from '@jiamao/kernel/time'
import type { Bodies } from '@jiamao/platform/exchange/codec'
import type { Goods } from './movements.ts'

type GoodsRecord = NonNullable<Bodies['NPTS001']['NptsEmlImg']>[number]
type ConsumptionRecord = NonNullable<Bodies['NPTS001']['NptsEmlConsume']>[number]

/** A material or product line of a handbook. */
export interface Line {
  readonly goods: Goods
  readonly seq: string
  readonly code: string
  readonly unit: string
  /** 备案数量, 10⁻⁵ of the declared unit. */
  readonly filed: bigint
  readonly record: GoodsRecord
}

/** A consumption row (单损耗): what one unit of a product takes of a material. */
interface Use {
  readonly product: string
  readonly material: string
  readonly version: string
  /** 净耗, 10⁻⁹; losses and bonded share in 10⁻⁹ per cent. */
  readonly net: bigint
  readonly tangible: bigint
  readonly intangible: bigint
  readonly share: bigint
}

/** What a set-up or a change holds. */
export interface HandbookContent {
  readonly validTo: LocalDate | undefined
  readonly lines: ReadonlyMap<string, Line>
  readonly uses: ReadonlyMap<string, Use>
}

export const lineKey = (goods: string, seq: string): string => `${goods}${plain(seq)}`
const useKey = ({ product, material, version }: Use) => `${product} ${material} ${version}`

/** A seq without zeros before it, so that `01` is line 1. */
export const plain = (seq: string): string => seq.replace(/^0+(?=\d)/, '')

/** A figure of a message that its table has checked; nothing is nothing. */
export function figure(scale: Scale<bigint>, text: string | undefined): bigint {
  const read = text === undefined ? 0n : scale.read(text)
  return isFault(read) ? 0n : read
}

const deleted = '2'

/**
 * The content of a message over what was there before: lines and rows of the same key are replaced, those marked as
 * deleted go, others stay. So a change may hold the whole handbook or only what is new.
 */
export function contentOf(body: Bodies['NPTS001'], before?: HandbookContent): HandbookContent {
  const lines = new Map(before?.lines)
  const uses = new Map(before?.uses)
  for (const goods of ['I', 'E'] as const) {
    for (const record of (goods === 'I' ? body.NptsEmlImg : body.NptsEmlExg) ?? []) {
      const line = lineOf(goods, record)
      if (record.ModfMarkcd === deleted) lines.delete(lineKey(goods, line.seq))
      else lines.set(lineKey(goods, line.seq), line)
    }
  }
  for (const record of body.NptsEmlConsume ?? []) {
    const use = useOf(record)
    if (record.ModfMarkcd === deleted) uses.delete(useKey(use))
    else uses.set(useKey(use), use)
  }
  const validTo = readDate(body.NptsEmlHead?.ValidDate ?? '')
  return { validTo: isFault(validTo) ? before?.validTo : validTo, lines, uses }
}

const lineOf = (goods: Goods, record: GoodsRecord): Line => ({
  goods,
  seq: plain(record.GdsSeqno ?? ''),
  code: record.Gdecd ?? '',
  unit: record.DclUnitcd ?? '',
  filed: figure(quantityTotals, record.DclQty),
  record,
})

const useOf = (record: ConsumptionRecord): Use => ({
  product: plain(record.EndprdSeqno ?? ''),
  material: plain(record.MtpckSeqno ?? ''),
  version: record.UcnsVerno ?? '',
  net: figure(consumptions, record.NetUseupQty),
  tangible: figure(percents, record.TgblLossRate),
  intangible: figure(percents, record.IntgbLossRate),
  share: record.BondMtpckPrpr === undefined ? HUNDRED : figure(percents, record.BondMtpckPrpr),
})

/** What is wrong with a handbook by itself, in customs' words; empty where nothing is. */
export function contentFaults({ validTo, lines, uses }: HandbookContent, today: LocalDate): string[] {
  const faults: string[] = []
  if (validTo === undefined) faults.push('有效期为空')
  else if (validTo < today) faults.push(`有效期${validTo}早于申报日期${today}`)
  const all = [...lines.values()]
  if (!all.some(({ goods }) => goods === 'I')) faults.push('没有料件')
  if (!all.some(({ goods }) => goods === 'E')) faults.push('没有成品')
  for (const { goods, seq, filed } of all) {
    if (filed <= 0n) faults.push(`${goods === 'I' ? '料件' : '成品'}${seq}备案数量须大于零`)
  }
  for (const { product, material, tangible, intangible } of uses.values()) {
    const row = `单损耗（成品${product}，料件${material}）`
    if (!lines.has(lineKey('E', product))) faults.push(`${row}的成品不在备案中`)
    if (!lines.has(lineKey('I', material))) faults.push(`${row}的料件不在备案中`)
    if (tangible + intangible >= HUNDRED) faults.push(`${row}损耗率之和达到或超过100%`)
  }
  return faults
}

/**
 * The movement kinds of bonded goods (R4.2): what trade mode, direction and goods make of a line, and what it does to
 * the books. Pure: definitions in the browser import it.
 */
import type { Words } from '@jiamao/kernel/words'

/** Import (进口) or export (出口), as the checklist says it. */
export type Direction = 'I' | 'E'
/** Letter of a book: B supplied 来料, C feeding 进料, D free equipment 不作价设备, E account book 账册 (R5.1). */
export type BookKind = 'B' | 'C' | 'D' | 'E'
/** What the goods of a line are. A by-product (副产品) has its own register and takes no posting (R4.9). */
export type Goods = 'material' | 'product' | 'product-converted' | 'defective-converted' | 'scrap' | 'equipment'
/**
 * What a movement does to the theoretical balance T of a material (R4.4): raises or lowers it by its own quantity, or by
 * the product's consumption (`-c` the product left, `+c` it came back). Kinds that begin with `-` can overdraw: the gate
 * counts them from the reservation on, the others only when final (R4.11).
 */
export type Effect = '+' | '-' | '-c' | '+c' | 'none'

/** Field of a write-off report (报核) that the kind is summed in, by its wire spelling. */
type ReportField =
  | 'impTotalQty'
  | 'dprcsCrdwImpQty'
  | 'reexpQty'
  | 'remainCrdwQty'
  | 'sdinQty'
  | 'mtpckDstryQty'
  | 'expTotalQty'
  | 'dprcsCrdwExpQty'
  | 'endprdRetnExchImpQty'
  | 'endprdRetnExchExpQty'
  | 'lfmtQty'
  | 'vrfaddQty'
  | 'vrfredQty'

/** One movement kind. `code` is what the database stores, for ever: a new kind takes the next number, none is reused. */
interface Kind<G extends Goods = Goods, E extends Effect = Effect> {
  readonly code: number
  readonly words: Words
  /** Trade modes (监管方式) by column of R4.2: C feeding, B supplied. Empty: never the outcome of a trade mode. */
  readonly modes: { readonly C: readonly string[]; readonly B: readonly string[] }
  readonly directions: readonly Direction[]
  readonly goods: G
  readonly effect: E
  /** What it takes of a book line's ceiling, or gives back to it (R5.9). */
  readonly ceilingSign: 1 | -1 | 0
  readonly field: ReportField | undefined
}

const none: readonly string[] = Object.freeze([])
const list = (codes: string) => (codes === '' ? none : Object.freeze(codes.split(' ')))

/** One row of the table. Modes are separated by blanks; directions are letters. */
function kind<const G extends Goods, const E extends Effect>(
  code: number,
  zh: string,
  en: string,
  modes: readonly [C: string, B: string],
  directions: 'I' | 'E' | 'IE' | '',
  goods: G,
  effect: E,
  ceilingSign: 1 | -1 | 0,
  field?: ReportField,
): Kind<G, E> {
  return Object.freeze({
    code,
    words: Object.freeze({ zh, en }),
    modes: Object.freeze({ C: list(modes[0]), B: list(modes[1]) }),
    directions: Object.freeze([...directions]) as readonly Direction[],
    goods,
    effect,
    ceilingSign,
    field,
  })
}

const feeding = '0615 0715'
/**
 * All kinds, in the order of R4.2. Two are ours. OPENING: the confirmed balance that an account-book cycle begins with
 * (R4.4) is a posting of the accepted report, so that balances can be rebuilt from postings alone. AMENDMENT_HOLD: what a
 * change of the book under way takes out of a line, so that nobody draws it before it is decided (R5.8); reserved and
 * released, never final.
 */
// biome-ignore format: a table is read by its columns
export const movementKinds = Object.freeze({
  OPENING:               kind(1, '期初结余', 'Opening balance', ['', ''], '', 'material', '+', 0),
  MATERIAL_IMPORT:       kind(2, '料件进口', 'Material import', [feeding, '0214'], 'I', 'material', '+', 1, 'impTotalQty'),
  TRANSFER_IN:           kind(3, '深加工转入', 'Transfer in', ['0654', '0255'], 'I', 'material', '+', 1, 'dprcsCrdwImpQty'),
  CARRY_IN:              kind(4, '余料转入', 'Carry-over in', ['0657', '0258'], 'I', 'material', '+', 1, 'impTotalQty'),
  EXCHANGE_IN:           kind(5, '料件换入', 'Exchange in', ['0700', '0300'], 'I', 'material', '+', 1, 'impTotalQty'),
  EXCHANGE_OUT:          kind(6, '料件退出', 'Exchange out', ['0700', '0300'], 'E', 'material', '-', -1, 'reexpQty'),
  MATERIAL_REEXPORT:     kind(7, '料件复出', 'Re-export of material', ['0664', '0265'], 'E', 'material', '-', 0, 'reexpQty'),
  CARRY_OUT:             kind(8, '余料转出', 'Carry-over out', ['0657', '0258'], 'E', 'material', '-', 0, 'remainCrdwQty'),
  MATERIAL_SALE:         kind(9, '料件内销', 'Domestic sale of material', ['0644', '0245'], 'I', 'material', '-', 0, 'sdinQty'),
  PRODUCT_SALE:          kind(10, '成品折料内销', 'Domestic sale of product, converted', ['0644', '0245'], 'I', 'product-converted', '-', 0, 'sdinQty'),
  DEFECTIVE_SALE:        kind(11, '残次品折料内销', 'Domestic sale of defectives, converted', ['0644', '0245'], 'I', 'defective-converted', '-', 0, 'sdinQty'),
  MATERIAL_DESTRUCTION:  kind(12, '料件销毁', 'Destruction of material', ['0200', '0200'], 'I', 'material', '-', 0, 'mtpckDstryQty'),
  DEFECTIVE_DESTRUCTION: kind(13, '残次品折料销毁', 'Destruction of defectives, converted', ['0200', '0200'], 'I', 'defective-converted', '-', 0, 'mtpckDstryQty'),
  FOLLOW_UP_DUTY:        kind(14, '后续补税', 'Follow-up duty', ['9700', '9700'], 'I', 'material', '-', 0, 'sdinQty'),
  PRODUCT_EXPORT:        kind(15, '成品出口', 'Product export', [feeding, '0214'], 'E', 'product', '-c', 1, 'expTotalQty'),
  TRANSFER_OUT:          kind(16, '深加工转出', 'Transfer out', ['0654', '0255'], 'E', 'product', '-c', 1, 'dprcsCrdwExpQty'),
  PRODUCT_RETURN:        kind(17, '成品退换进口', 'Return of product', ['4600', '4400'], 'I', 'product', '+c', -1, 'endprdRetnExchImpQty'),
  PRODUCT_REEXPORT:      kind(18, '成品退换出口', 'Re-export of returned product', ['4600', '4400'], 'E', 'product', '-c', 1, 'endprdRetnExchExpQty'),
  PRODUCT_RELIEF:        kind(19, '成品转减免税', 'Product into duty relief', ['0744', '0345'], 'E', 'product', '-c', 1, 'expTotalQty'),
  SCRAP_SALE:            kind(20, '边角料内销', 'Domestic sale of scrap', ['0844', '0845'], 'I', 'scrap', 'none', 0, 'lfmtQty'),
  SCRAP_REEXPORT:        kind(21, '边角料复出', 'Re-export of scrap', ['0864', '0865'], 'E', 'scrap', 'none', 0, 'lfmtQty'),
  SCRAP_DESTRUCTION:     kind(22, '边角料销毁', 'Destruction of scrap', ['0400', '0400'], 'I', 'scrap', 'none', 0, 'lfmtQty'),
  EQUIPMENT_IN:          kind(23, '设备进口', 'Equipment import', ['0320 0420', '0320 0420'], 'I', 'equipment', 'none', 0),
  EQUIPMENT_SALE:        kind(24, '设备内销', 'Domestic sale of equipment', ['0446', '0446'], 'I', 'equipment', 'none', 0),
  EQUIPMENT_TRANSFER:    kind(25, '设备结转', 'Transfer of equipment', ['0456', '0456'], 'IE', 'equipment', 'none', 0),
  EQUIPMENT_RETURN:      kind(26, '设备退运', 'Return of equipment', ['0466', '0466'], 'E', 'equipment', 'none', 0),
  ADJUST_ADD:            kind(27, '核增', 'Adjustment up', ['', ''], '', 'material', '+', 0, 'vrfaddQty'),
  ADJUST_REDUCE:         kind(28, '核减', 'Adjustment down', ['', ''], '', 'material', '-', 0, 'vrfredQty'),
  AMENDMENT_HOLD:        kind(29, '变更占用', 'Held by a change', ['', ''], '', 'material', 'none', 1),
})

/** Identifier of a movement kind, as in R4.2. */
export type KindId = keyof typeof movementKinds

/** The codes of the kinds that do this to a balance. */
export const codesOf = (...effects: Effect[]): number[] =>
  Object.values(movementKinds).flatMap(({ code, effect }) => (effects.includes(effect) ? [code] : []))

/** Kinds whose line names a material. A converted line does: its quantity was converted when it was declared (R4.10). */
export type MaterialKind = {
  [K in KindId]: (typeof movementKinds)[K] extends Kind<'product' | 'equipment'> ? never : K
}[KindId]

const key = (column: 'C' | 'B', tradeMode: string, direction: Direction, goods: Goods) =>
  `${column} ${tradeMode} ${direction} ${goods}`

const byMode = new Map<string, KindId>()
for (const [id, { modes, directions, goods }] of Object.entries(movementKinds) as [KindId, Kind][]) {
  for (const column of ['C', 'B'] as const) {
    for (const mode of modes[column]) {
      for (const direction of directions) byMode.set(key(column, mode, direction, goods), id)
    }
  }
}

/**
 * The movement kind of a line (R4.2, R6.2). C books take the C column, B books the B column, E books the C column and,
 * if set up for supplied goods (来料), the B column too; D books hold equipment and nothing else.
 *
 * @returns undefined where the book does not take such a line: `reject R6.MODE`
 */
export function movementKind(line: {
  readonly tradeMode: string
  readonly direction: Direction
  readonly goods: Goods
  readonly bookKind: BookKind
  readonly suppliedGoods?: boolean
}): KindId | undefined {
  const { tradeMode, direction, goods, bookKind, suppliedGoods = false } = line
  if (bookKind === 'D' && goods !== 'equipment') return undefined
  const inColumn = (column: 'C' | 'B') => byMode.get(key(column, tradeMode, direction, goods))
  if (bookKind === 'B') return inColumn('B')
  return inColumn('C') ?? (bookKind === 'E' && suppliedGoods ? inColumn('B') : undefined)
}

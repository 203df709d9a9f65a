/** What trade mode, direction and goods make of a checklist line (R4.2), as this side reads the rule. */

/** Fields of a write-off report in which lines are summed. */
export const materialFields = [
  'impTotalQty',
  'dprcsCrdwImpQty',
  'sdinQty',
  'reexpQty',
  'mtpckDstryQty',
  'lfmtQty',
  'remainCrdwQty',
] as const
export const productFields = ['expTotalQty', 'dprcsCrdwExpQty', 'endprdRetnExchImpQty', 'endprdRetnExchExpQty'] as const
export type Field = (typeof materialFields)[number] | (typeof productFields)[number]

/** I material 料件 (and scrap), E product 成品. */
export type Goods = 'I' | 'E'

export interface Movement {
  readonly field: Field
  /** What it takes of the line's filed quantity, or gives back to it (R5.9). */
  readonly draws: 1n | 0n | -1n
}

interface Row extends Movement {
  /** Trade modes of C handbooks (进料) and of B handbooks (来料). */
  readonly modes: { readonly C: readonly string[]; readonly B: readonly string[] }
  readonly direction: string
  readonly goods: Goods
}

const row = (c: string, b: string, direction: string, goods: Goods, field: Field, draws: 1n | 0n | -1n): Row => ({
  modes: { C: c.split(' '), B: b.split(' ') },
  direction,
  goods,
  field,
  draws,
})

// biome-ignore format: a table is read by its columns
const rows: readonly Row[] = [
  row('0615 0715', '0214', 'I', 'I', 'impTotalQty',          1n),
  row('0654',      '0255', 'I', 'I', 'dprcsCrdwImpQty',      1n),
  row('0657',      '0258', 'I', 'I', 'impTotalQty',          1n),
  row('0700',      '0300', 'I', 'I', 'impTotalQty',          1n),
  row('0700',      '0300', 'E', 'I', 'reexpQty',            -1n),
  row('0664',      '0265', 'E', 'I', 'reexpQty',             0n),
  row('0657',      '0258', 'E', 'I', 'remainCrdwQty',        0n),
  row('0644',      '0245', 'I', 'I', 'sdinQty',              0n),
  row('0200',      '0200', 'I', 'I', 'mtpckDstryQty',        0n),
  row('9700',      '9700', 'I', 'I', 'sdinQty',              0n),
  row('0615 0715', '0214', 'E', 'E', 'expTotalQty',          1n),
  row('0654',      '0255', 'E', 'E', 'dprcsCrdwExpQty',      1n),
  row('4600',      '4400', 'I', 'E', 'endprdRetnExchImpQty', -1n),
  row('4600',      '4400', 'E', 'E', 'endprdRetnExchExpQty', 1n),
  row('0744',      '0345', 'E', 'E', 'expTotalQty',          1n),
  row('0844',      '0845', 'I', 'I', 'lfmtQty',              0n),
  row('0864',      '0865', 'E', 'I', 'lfmtQty',              0n),
  row('0400',      '0400', 'I', 'I', 'lfmtQty',              0n),
]

/** The movement of a line; undefined where the mode does not fit the handbook's kind, the direction and the goods. */
export function movementOf(
  bookKind: string,
  { mode, direction, goods }: { readonly mode: string; readonly direction: string; readonly goods: string },
): Movement | undefined {
  const column = bookKind === 'B' ? 'B' : 'C'
  return rows.find((one) => one.modes[column].includes(mode) && one.direction === direction && one.goods === goods)
}

/** 料件内销: what is sold at home is deducted only after its duty is paid. */
export const isDomesticSale = (mode: string): boolean => mode === '0644' || mode === '0245'

/** 单耗. What one unit of a product takes of each material, by version: entered once, and books are prefilled from it (R3). */
import {
  bookNumber,
  type Content,
  choice,
  consumption,
  content,
  day,
  flag,
  group,
  hsCode,
  list,
  optional,
  percent,
  text,
  type Wire,
  whole,
} from '@jiamao/kernel/fields'

const Head = group(
  { zh: '表头', en: 'Head' },
  {
    ownNumber: text({ zh: '企业内部编号', en: 'Own number', max: 64, source: 'e', once: true, ground: 'R6.10' }),
    // Optional, against the field list: versions are the firm's, and a book that is to be set up has no number yet.
    book: optional(
      bookNumber({
        zh: '手(账)册编号',
        en: 'Book',
        source: 'e',
        ground: 'R3.10',
        titles: ['加工贸易手册编号', '手册编号'],
      }),
    ),
    declarationStage: optional(
      choice({
        zh: '单耗申报环节',
        en: 'Stage at which consumption is declared',
        source: 'h:handbooks',
        ground: 'R3.10',
        titles: ['单耗申报环节代码'],
        of: {
          beforeExport: { zh: '出口前', en: 'Before export', code: '1' },
          beforeWriteOff: { zh: '报核前', en: 'Before write-off', code: '2' },
        },
      }),
    ),
    form: optional(
      choice({
        zh: '申报形式',
        en: 'Form',
        source: 'c',
        ground: 'R3.4',
        of: {
          net: { zh: '净耗和损耗率', en: 'Net use and loss rates', code: 'net' },
          unitConsumption: { zh: '单耗', en: 'Unit consumption', code: 'unitConsumption' },
        },
      }),
    ),
    // R3.6 forbids overlap only of versions chosen by date; this says which are.
    chosenBy: optional(
      choice({
        zh: '版本选用方式',
        en: 'How a line finds its version',
        source: 'e',
        ground: 'R3.6',
        of: {
          date: { zh: '按日期', en: 'By its date', code: '1' },
          name: { zh: '按版本号', en: 'By the version it names', code: '2', also: ['按版本'] },
        },
      }),
    ),
    remark: optional(text({ zh: '备注', en: 'Remark', max: 4000, source: 'e', ground: 'R3.6' })),
  },
)

const seq = (zh: string, en: string) => optional(whole({ zh, en, max: 999_999_999, source: 'e', ground: 'R3.6' }))
const partOf = (zh: string, en: string, titles: readonly string[] = []) =>
  text({ zh, en, max: 32, source: 'h:parts', ground: 'R2.7', titles })
const code = (zh: string, en: string) => optional(hsCode({ zh, en, source: 'h:items', ground: 'R2.1' }))
const name = (zh: string, en: string) => optional(text({ zh, en, max: 512, source: 'h:items', ground: 'R2.9' }))
const version = text({
  zh: '单耗版本号',
  en: 'Consumption version',
  max: 8,
  source: 'e',
  ground: 'R3.6',
  titles: ['版本号'],
})

/** 单损耗: one material of one version of one product, in units of the parts, in net form or in unit form (R3.4). */
const Row = group(
  { zh: '单损耗', en: 'Consumption row' },
  {
    no: whole({ zh: '序号', en: 'No.', max: 999_999_999, source: 'c', ground: 'R3.6' }),
    productSeq: seq('成品序号', 'Product no.'),
    productPart: partOf('成品料号', 'Product part'),
    productHsCode: code('成品商品编码', 'Product HS code'),
    productName: name('成品商品名称', 'Product name'),
    materialSeq: seq('料件序号', 'Material no.'),
    materialPart: partOf('料件料号', 'Material part'),
    materialHsCode: code('料件商品编码', 'Material HS code'),
    materialName: name('料件商品名称', 'Material name'),
    version,
    unitConsumption: optional(
      consumption({ zh: '单耗', en: 'Unit consumption', source: 'e', secret: true, class: 4, ground: 'R3.4' }),
    ),
    net: optional(consumption({ zh: '净耗', en: 'Net use', source: 'e', secret: true, class: 4, ground: 'R3.1' })),
    tangible: optional(
      percent({ zh: '有形损耗率', en: 'Tangible loss, %', source: 'e', secret: true, class: 4, ground: 'R3.3' }),
    ),
    intangible: optional(
      percent({ zh: '无形损耗率', en: 'Intangible loss, %', source: 'e', secret: true, class: 4, ground: 'R3.3' }),
    ),
    bondedShare: percent({
      zh: '保税料件比例',
      en: 'Bonded share, %',
      source: 'e',
      secret: true,
      class: 4,
      ground: 'R3.5',
    }),
    declarationState: optional(
      choice({
        zh: '单耗申报状态',
        en: 'Declaration state',
        source: 'c',
        ground: 'R3.10, R3.14',
        of: {
          undeclared: { zh: '未申报', en: 'Undeclared', code: '1' },
          declared: { zh: '已申报', en: 'Declared', code: '2' },
          determined: { zh: '已确定', en: 'Determined', code: '3', also: ['已核定'] },
        },
      }),
    ),
    executionMark: optional(
      choice({
        zh: '企业执行标志',
        en: 'Execution mark',
        source: 'e',
        ground: 'R3.6',
        of: { running: { zh: '运行', en: 'Running', code: '1' }, stopped: { zh: '停用', en: 'Stopped', code: '2' } },
      }),
    ),
    validFrom: day({ zh: '版本有效期起', en: 'Version valid from', source: 'e', once: true, ground: 'R3.6' }),
    validTo: optional(day({ zh: '版本有效期止', en: 'Version valid to', source: 'e', once: true, ground: 'R3.6' })),
    rework: optional(flag({ zh: '返修用', en: 'For rework', source: 'e', ground: 'R7.32' })),
    consumptionStandard: optional(
      text({ zh: '单耗标准号', en: 'Consumption standard', max: 32, source: 'c', ground: 'R3.13' }),
    ),
    remark: optional(text({ zh: '备注', en: 'Remark', max: 4000, source: 'e', ground: 'R3.6' })),
  },
)

/** 版本终止: the last day of a version that stands in the register; its rows stay as they are. */
const Ending = group(
  { zh: '版本终止', en: 'End of a version' },
  {
    productSeq: seq('成品序号', 'Product no.'),
    productPart: partOf('成品料号', 'Product part'),
    version,
    validTo: day({ zh: '版本有效期止', en: 'Version valid to', source: 'c', ground: 'R3.6, R3.12' }),
  },
)

/** Most lines of one filing: what one sheet may hold (S8.4). */
const most = 100_000

/**
 * Versions of a firm's products, new or corrected, each with all its rows; and the ends of earlier ones. A version that
 * begins ends the open one before it on the eve, unless the filing says otherwise.
 */
export const Declaration = content({
  head: Head,
  consumption: list(Row, { zh: '单损耗', en: 'Consumption', key: 'no', max: most }),
  endings: optional(list(Ending, { zh: '版本终止', en: 'Ends of versions', max: most })),
})

export type DeclarationContent = Content<typeof Declaration>
export type DeclarationWire = Wire<typeof Declaration>
export type RowContent = DeclarationContent['consumption'][number]

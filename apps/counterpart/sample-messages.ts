/** Messages as an enterprise writes them, for the tests. */
import { company } from './testing.ts'

type Body = Record<string, unknown>
const creditCode = '91441900MA00000010'
const companyName = '东莞样例复合材料有限公司'

const party = (prefix: string, no: string, sccd: string, name: string) => ({
  [`${prefix}${no}`]: company,
  [`${prefix}${sccd}`]: creditCode,
  [`${prefix}${name}`]: companyName,
})

/** A handbook of one material and one product: net 1.25, tangible loss 3 % (W1). */
export function handbookBody(ownNumber: string, changed: Body = {}): Body {
  const goods = { Gdecd: '3907300001', GdsNm: '环氧树脂', DclUnitcd: '035', LawfUnitcd: '035', DclCurrcd: '502' }
  return {
    NptsEmlHead: {
      EmlType: 'C',
      EtpsPreentNo: ownNumber,
      DclTypecd: '1',
      MasterCuscd: '5207',
      ...party('Bizop', 'Etpsno', 'EtpsSccd', 'EtpsNm'),
      SupvModecd: '0615',
      ValidDate: '20201231',
      ...changed,
    },
    NptsEmlImg: [{ GdsSeqno: '1', MtpckEndprdTypecd: 'I', GdsMtno: 'M1', ...goods, DclQty: '1000' }],
    NptsEmlExg: [
      { GdsSeqno: '1', MtpckEndprdTypecd: 'E', GdsMtno: 'P1', ...goods, Gdecd: '6815993900', DclQty: '700' },
    ],
    NptsEmlConsume: [
      { EndprdSeqno: '1', MtpckSeqno: '1', UcnsVerno: '0', NetUseupQty: '1.25', TgblLossRate: '3', IntgbLossRate: '0' },
    ],
    OperCusRegCode: company,
    ImportInfo: { MessageType: 'NPTS001', OpType: 'S', FileSize: '0' },
  }
}

/** What a checklist of one line says. */
interface Asked {
  readonly mode: string
  readonly direction: 'I' | 'E'
  readonly goods: 'I' | 'E'
  readonly quantity: string
  readonly seq?: string
  readonly unit?: string
  readonly code?: string
  readonly head?: Body
  readonly declared?: boolean
}

export function checklistBody(ownNumber: string, handbook: string, asked: Asked): Body {
  const { mode, direction, goods, quantity, declared = true } = asked
  const related = declared
    ? {
        DclcusFlag: '1',
        DclcusTypecd: '2',
        CorrEntryDclEtpsNo: company,
        CorrEntryDclEtpsSccd: creditCode,
        CorrEntryDclEtpsNm: companyName,
      }
    : { DclcusFlag: '2' }
  return {
    InvtHeadType: {
      ChgTmsCnt: '0',
      PutrecNo: handbook,
      InvtType: '0',
      EtpsInnerInvtNo: ownNumber,
      BizopEtpsno: company,
      BizopEtpsSccd: creditCode,
      BizopEtpsNm: companyName,
      RcvgdEtpsno: company,
      RvsngdEtpsSccd: creditCode,
      RcvgdEtpsNm: companyName,
      DclEtpsno: company,
      DclEtpsSccd: creditCode,
      DclEtpsNm: companyName,
      InputCode: company,
      InputCreditCode: creditCode,
      InputName: companyName,
      InputTime: '20200302',
      ImpexpPortcd: '5301',
      DclPlcCuscd: '5207',
      ImpexpMarkcd: direction,
      MtpckEndprdMarkcd: goods,
      SupvModecd: mode,
      TrspModecd: '4',
      ...related,
      DecType: direction === 'I' ? '1' : '2',
      StshipTrsarvNatcd: '143',
      DclTypecd: '1',
      GenDecFlag: declared ? '1' : '2',
      InvtDclTime: '20200302',
      ...asked.head,
    },
    InvtListType: [
      {
        GdsSeqno: '1',
        PutrecSeqno: asked.seq ?? '1',
        GdsMtno: goods === 'I' ? 'M1' : 'P1',
        Gdecd: asked.code ?? (goods === 'I' ? '3907300001' : '6815993900'),
        GdsNm: '样例',
        GdsSpcfModelDesc: '无牌',
        DclUnitcd: asked.unit ?? '035',
        LawfUnitcd: '035',
        Natcd: '143',
        DclUprcAmt: '8.5',
        DclTotalAmt: '8500',
        DclCurrcd: '502',
        LawfQty: quantity,
        DclQty: quantity,
        LvyrlfModecd: '3',
        ...(goods === 'E' ? { UcnsVerno: '0' } : {}),
        ClyMarkcd: '0',
        EntryGdsSeqno: '1',
        DestinationNatcd: '142',
        ModfMarkcd: '3',
      },
    ],
    OperCusRegCode: company,
    SysId: 'B1',
    DelcareFlag: '1',
  }
}

export const reportBody = (handbook: string, head: Body, material: Body, product: Body): Body => ({
  EmlChgoffBsc: { emlNo: handbook, ...party('bizop', 'Etpsno', 'EtpsSccd', 'EtpsNm'), masterCuscd: '5207', ...head },
  EmlChgoffMtpck: [{ emlNo: handbook, typecd: 'I', seqno: '1', gdecd: '3907300001', ...material }],
  EmlChgoffEndprd: [{ emlNo: handbook, typecd: 'E', seqno: '1', gdecd: '6815993900', ...product }],
})

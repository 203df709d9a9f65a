/** 报核 → EML121, as the customs side's schema of 2017 has it: assumed@2017 (messages §6.4, §12.1). Wire spellings stay in this file. */

import type { Quantity } from '@jiamao/kernel/numbers'
import type { Bodies } from '@jiamao/platform/exchange/codec'
import type { MessageGiven, ReceiptMap } from '@jiamao/platform/filing/define'
import { wireQuantity } from '../wire.ts'
import type { ReportContent } from './content.ts'

type Body = Bodies['EML121']

const electronicPort = '1'
const [material, product] = ['I', 'E']
const sum = (...figures: bigint[]) => wireQuantity(figures.reduce((a, b) => a + b, 0n) as Quantity)

export function toEml121({ head, balance, terms, products, lists }: ReportContent, given: MessageGiven): Body {
  const { book: emlNo, operatingEnterprise: operating, processingEnterprise: owner } = head
  const remaining = new Map(balance.map(({ seq, theoretical }) => [seq, theoretical]))
  return {
    EmlChgoffBsc: {
      emlNo,
      bizopEtpsSccd: operating.creditCode,
      bizopEtpsno: operating.customsCode,
      bizopEtpsNm: operating.name,
      ownerEtpsSccd: owner.creditCode,
      ownerEtpsno: owner.customsCode,
      ownerEtpsNm: owner.name,
      impInvtTotalCnt: String(head.importLists),
      expInvtTotalCnt: String(head.exportLists),
      chgoffMtpckTotalCnt: String(head.materialCount),
      chgoffEndprdTotalCnt: String(head.productCount),
      // The customs side writes days with hyphens.
      chgoffDclDate: given.on,
      dclTypeMarkcd: electronicPort,
      masterCuscd: head.competentCustoms,
    },
    EmlChgoffInvt: lists.map(({ list }) => ({ emlNo, bondInvtNo: list })),
    EmlChgoffMtpck: terms.map((t) => ({
      emlNo,
      typecd: material,
      seqno: String(t.seq),
      gdecd: t.hsCode,
      impTotalQty: sum(t.materialImport, t.carryIn, t.exchangeIn),
      dprcsCrdwImpQty: sum(t.transferIn),
      sdinQty: sum(t.materialSale, t.productSale, t.defectiveSale, t.followUpDuty),
      reexpQty: sum(t.exchangeOut, t.materialReexport),
      mtpckDstryQty: sum(t.materialDestruction, t.defectiveDestruction),
      lfmtQty: sum(t.scrapDisposed),
      remainCrdwQty: sum(t.carryOut),
      csmTotalQty: sum(t.consumption),
      remainMtpckQty: wireQuantity(remaining.get(t.seq)),
    })),
    EmlChgoffEndprd: byProduct(products).map((p) => ({
      emlNo,
      typecd: product,
      seqno: String(p.seq),
      gdecd: p.hsCode,
      expTotalQty: sum(p.productExport, p.productRelief),
      dprcsCrdwExpQty: sum(p.transferOut),
      endprdRetnExchImpQty: sum(p.productReturn),
      endprdRetnExchExpQty: sum(p.productReexport),
    })),
  }
}

const added = ['productExport', 'transferOut', 'productReturn', 'productReexport', 'productRelief'] as const
type Product = ReportContent['products'][number]

/** Customs counts products, not their versions. */
function byProduct(products: readonly Product[]): Product[] {
  const sums = new Map<number, Product>()
  for (const line of products) {
    const known = sums.get(line.seq)
    sums.set(
      line.seq,
      known ? { ...known, ...Object.fromEntries(added.map((field) => [field, known[field] + line[field]])) } : line,
    )
  }
  return [...sums.values()]
}

/** Receipts of EML121 by analogy with the account book's (messages §4.2): assumed@2017. */
export const receiptsOfReport: readonly ReceiptMap[] = [
  {
    type: 'CommonResponeMessage',
    rank: { 0: { level: 'T1', stage: 'imported' }, '-1': { level: 'T1', event: 'sendBack' } },
  },
  {
    type: 'EML221',
    rank: {
      Y: { level: 'B0', event: 'takenIn' },
      Z: { level: 'B0', event: 'sendBack' },
      2: { level: 'B1', stage: 'calculated' },
      7: { level: 'B1', stage: 'differenceConfirmed' },
      A: { level: 'B1', stage: 'manual' },
      B: { level: 'B1', stage: 'manual' },
      5: { level: 'B2', event: 'accept' },
      3: { level: 'B2', event: 'sendBack' },
      6: { level: 'B2', event: 'sendBack' },
    },
  },
]

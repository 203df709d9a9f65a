import { type ActGiven, defineFiling } from '@jiamao/platform/filing/define'
import { mergingChecks } from '../checks/merging.ts'
import { samePrice } from '../checks/prices.ts'
import { relationChecks } from '../checks/relation.ts'
import { Relation, type RelationContent, type RelationLineContent } from '../content.ts'
import { exampleRelation } from '../example.ts'
import { everyBook, mergeRelations, type RelationRow } from '../register.ts'
import { relationPrefill, touches } from '../relation-prefill.ts'

/**
 * 归并关系. Which parts count as which item, from a day on. Filed with customs to the end of 2019; kept by the firm since,
 * and printed for inspection (R2.11).
 */
export const mergeRelation = defineFiling({
  id: 'enterprise.merge-relation',
  name: { zh: '归并关系', en: 'Merging relation' },
  ground: 'R2.8, GAC 218/2019',
  document: 'merge-relation',
  content: Relation,
  filer: { party: 'enterprise', role: 'customsClerk', mandate: 'allowed' },
  key: ({ head }) => head.ownNumber,
  title: ({ head, lines }) => ({
    zh: `归并关系 ${head.ownNumber}：${lines.length} 个料号，自 ${head.validFrom}${head.book ? `，${head.book}` : ''}`,
    en: `Merging relation ${head.ownNumber}: ${lines.length} parts from ${head.validFrom}${head.book ? `, ${head.book}` : ''}`,
  }),
  touches,
  prefill: relationPrefill,
  checks: [...relationChecks, ...mergingChecks, samePrice],
  views: {
    everything: { name: { zh: '全部', en: 'Everything' }, parts: ['head', 'lines'], ground: 'R2.11' },
  },
  accept: ({ head, lines }, given) => [
    { act: 'put', register: mergeRelations.id, rows: lines.map((line) => rowOf(head, line, given)) },
  ],
  sheets: [
    { part: 'head', sheet: ['表头'], form: 'pairs' },
    { part: 'lines', sheet: ['归并关系', '归并关系表'], form: 'table' },
  ],
  example: exampleRelation,
})

function rowOf(
  { book, validFrom }: RelationContent['head'],
  line: RelationLineContent,
  { filing }: ActGiven,
): RelationRow {
  const { kind, item, partFactor, hsCode, name, declaredUnit } = line
  // R2.PART, R2.ITEM, R2.PART_FACTOR and R2.MERGE_ORDER have seen that part and item are registered: the rest is theirs.
  if (!kind || item === undefined || partFactor === undefined || !hsCode || !name || !declaredUnit)
    throw new Error(`part ${line.part} was accepted without what its item says`)
  return {
    book: book ?? everyBook,
    part: line.part,
    validFrom,
    filing,
    kind,
    item,
    partFactor,
    hsCode,
    name,
    declaredUnit,
    mainMaterial: line.mainMaterial,
    consumable: line.consumable ?? false,
    consumptionStandard: line.consumptionStandard,
    price: line.price,
    currency: line.currency,
    keptSingle: line.keptSingle ?? false,
    state: line.mark === 'end' ? 'ended' : 'inForce',
  }
}

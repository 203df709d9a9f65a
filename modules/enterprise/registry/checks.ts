import { creditCode, customsCode, group, list, text } from '@jiamao/kernel/fields'
import { defineCheck, defineFact } from '@jiamao/platform/policy/define'
import { Registration } from './content.ts'
import { exampleRegistration } from './example.ts'

/** The organisation that files, as the directory knows it. */
export const self = defineFact({
  id: 'registry.self',
  name: { zh: '本单位', en: 'The filer itself' },
  moves: 'slowly',
  value: list(
    group(
      { zh: '单位', en: 'Organisation' },
      {
        creditCode: creditCode({ zh: '社会信用代码', en: 'Credit code' }),
        customsCode: customsCode({ zh: '海关编码', en: 'Customs code' }),
        name: text({ zh: '名称', en: 'Name', max: 512 }),
      },
    ),
    { zh: '单位', en: 'Organisation', max: 1 },
  ),
})

const known = {
  self: [{ creditCode: '91441900MA00000010', customsCode: '4419940001', name: '东莞样例复合材料有限公司' }],
}

/** R1.SELF: an enterprise registers itself and nobody else. */
export const registersItself = defineCheck({
  id: 'R1.SELF',
  of: Registration,
  facts: { self },
  effect: 'reject',
  ground: 'R1.1',
  find: ({ content: { head }, facts }) =>
    (['creditCode', 'customsCode', 'name'] as const).flatMap((field) => {
      const own = facts.self[0]?.[field]
      return own === head[field] ? [] : [{ at: `/head/${field}`, values: { given: head[field] }, passes: own ?? '—' }]
    }),
  says: {
    zh: ['“{given}”与本单位在平台登记的不一致。', '改为 {passes}；登记有误的，联系运行岗更正。'],
    en: [
      '"{given}" is not what the platform knows of your organisation.',
      'Put {passes}; if the directory is wrong, call the operator.',
    ],
  },
  examples: [
    { content: exampleRegistration, facts: known, expect: 'pass' },
    { content: exampleRegistration, facts: { self: [] }, expect: 'reject' },
  ],
})

/** MKT-01: only an enterprise that exists begins new business. */
export const exists = defineCheck({
  id: 'MKT-01',
  of: Registration,
  facts: {},
  effect: 'reject',
  owner: 'market',
  ground: 'R8.46, MKT-01',
  find: ({ content: { head } }) =>
    head.status === 'continuing' ? [] : [{ at: '/head/status', values: { status: head.status } }],
  says: {
    zh: ['登记状态为“{status}”，不能开展新业务。', '恢复存续状态后再办理。'],
    en: ['Registration status "{status}": no new business.', 'Come back when the registration continues.'],
  },
  examples: [
    { content: exampleRegistration, facts: {}, expect: 'pass' },
    {
      content: { ...exampleRegistration, head: { ...exampleRegistration.head, status: 'revoked' } },
      facts: {},
      expect: 'reject',
    },
  ],
})

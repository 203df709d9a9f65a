/** 核销意见. The register of opinions. */
import { choice, day, group, optional, text } from '@jiamao/kernel/fields'
import { defineRegister } from '@jiamao/platform/filing/define'

export const opinions = defineRegister({
  id: 'opinion',
  name: { zh: '核销意见', en: 'Opinions' },
  table: 'register.opinion',
  key: ['report'],
  columns: group(
    { zh: '核销意见', en: 'Opinion' },
    {
      report: text({ zh: '报核申报', en: 'Report', max: 36 }),
      answer: choice({
        zh: '意见',
        en: 'Answer',
        of: {
          none: { zh: '无意见', en: 'No objection', code: '1' },
          remark: { zh: '附注', en: 'Remark', code: '2' },
          requestVerification: { zh: '建议核查', en: 'Request verification', code: '3' },
        },
      }),
      text: optional(text({ zh: '说明', en: 'Text', max: 4000 })),
      givenOn: day({ zh: '日期', en: 'Given on' }),
      filing: text({ zh: '申报', en: 'Filing', max: 36 }),
    },
  ),
})

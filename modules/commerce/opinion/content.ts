/** 核销意见. What commerce answers to a report, from head and balance alone (R8.14). */
import { choice, content, group, optional, text } from '@jiamao/kernel/fields'

export const Opinion = content({
  opinion: group(
    { zh: '意见', en: 'Opinion' },
    {
      report: text({ zh: '报核申报', en: 'Report', max: 36, source: 'c', ground: 'R8.14' }),
      answer: choice({
        zh: '意见',
        en: 'Answer',
        source: 'o',
        ground: 'R8.14',
        of: {
          none: { zh: '无意见', en: 'No objection', code: '1' },
          remark: { zh: '附注', en: 'Remark', code: '2' },
          requestVerification: { zh: '建议核查', en: 'Request verification', code: '3' },
        },
      }),
      text: optional(text({ zh: '说明', en: 'Text', max: 4000, source: 'o', ground: 'R8.14' })),
    },
  ),
})

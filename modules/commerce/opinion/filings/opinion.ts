import { defineFiling } from '@jiamao/platform/filing/define'
import { defineCheck } from '@jiamao/platform/policy/define'
import { Opinion } from '../content.ts'
import { opinions } from '../register.ts'

const example = { opinion: { report: '00000000-0000-7000-8000-000000000000', answer: 'none' as const } }

/** R8.14: a remark or a request says what it means. */
const says = defineCheck({
  id: 'R8.OPINION_TEXT',
  of: Opinion,
  facts: {},
  effect: 'reject',
  ground: 'R8.14',
  find: ({ content: { opinion } }) =>
    opinion.answer === 'none' || opinion.text ? [] : [{ at: '/opinion/text', values: { answer: opinion.answer } }],
  says: {
    zh: ['“{answer}”须写明内容。', '填写说明，或改为无意见。'],
    en: ['"{answer}" needs its text.', 'Write what you mean, or answer "none".'],
  },
  examples: [
    { content: example, facts: {}, expect: 'pass' },
    { content: { opinion: { ...example.opinion, answer: 'remark' } }, facts: {}, expect: 'reject' },
  ],
})

/** 核销意见. Commerce's opinion on head and balance; it never blocks customs (R8.14). Decided by the rules. */
export const opinion = defineFiling({
  id: 'commerce.writeoff-opinion',
  name: { zh: '核销意见', en: 'Opinion on a write-off' },
  ground: 'R8.14',
  document: 'opinion',
  on: { filing: 'enterprise.write-off.report', as: 'opinion' },
  content: Opinion,
  filer: { party: 'commerce', role: 'officer', mandate: 'never' },
  key: (content) => content.opinion.report,
  title: (content) => ({ zh: `核销意见：${content.opinion.answer}`, en: `Opinion: ${content.opinion.answer}` }),
  checks: [says],
  prefill: {
    facts: {},
    fill: ({ wire, about }) => ({ ...wire, opinion: { report: about, ...wire.opinion } }) as typeof wire,
  },
  views: { everything: { name: { zh: '全部', en: 'Everything' }, parts: ['opinion'], ground: 'R8.14' } },
  accept: (content, { on, filing }) => [
    { act: 'put', register: opinions.id, rows: [{ ...content.opinion, givenOn: on, filing }] },
    { act: 'answers', task: 'opine', learned: { opinion: content.opinion.answer } },
    { act: 'tell', whom: 'customs', notice: 'opinion.given', values: { answer: content.opinion.answer } },
  ],
  example,
})

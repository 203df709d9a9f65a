/** What the engine's own matters say. Modules bring the words of what their registers know to be due. */
import { fillWords, type Words } from '@jiamao/kernel/words'
import type { Engine } from '../engine.ts'
import { type Due, type Said, sayDue } from './due.ts'
import type { MatterRow } from './matters.ts'

interface Kind {
  readonly title: Words
  readonly detail: Words
  readonly consequence: Words
  readonly act: Words
  readonly ground: string
}

const titled: Words = { zh: '{zh}', en: '{en}' }
const escalates: Words = { zh: '逾期报科室负责人', en: 'Goes to the head of the section when late' }
const kinds: Readonly<Record<string, Kind>> = {
  'task.explain': {
    title: { zh: '参数说明 {which}{zh}', en: 'Explanation: {which}{en}' },
    detail: { zh: '{findingZh}', en: '{findingEn}' },
    consequence: {
      zh: '记入信用，同一参数 90 天内转人工',
      en: 'A credit fact; the parameter holds your filings for 90 days',
    },
    act: { zh: '写说明', en: 'Explain' },
    ground: 'R8.21',
  },
  'task.countersign': {
    title: { zh: '待补签 · {zh}', en: 'To be countersigned · {en}' },
    detail: {
      zh: '已先行申报，由授权签字人阅读声明后签名',
      en: 'Filed first: the signer reads the statement and signs',
    },
    consequence: { zh: '逾期未签，受理部门可见', en: 'When late, the offices that have it see so' },
    act: { zh: '去签名', en: 'Sign' },
    ground: 'S2.7',
  },
  'filing.returned': {
    title: { zh: '退回补正 · {zh}', en: 'Returned · {en}' },
    detail: { zh: '{reason}', en: '{reason}' },
    consequence: { zh: '补正前不再办理，期限停止计算', en: 'Nothing happens until it is corrected; the clock stands' },
    act: { zh: '去修改', en: 'Correct' },
    ground: 'R8.3',
  },
  'task.release': {
    title: titled,
    detail: { zh: '转人工：看过后放行或退回', en: 'Held: release it or send it back' },
    consequence: escalates,
    act: { zh: '去放行', en: 'Review' },
    ground: 'R8.21',
  },
  'task.decide': {
    title: titled,
    detail: { zh: '待作出决定', en: 'Waits for a decision' },
    consequence: escalates,
    act: { zh: '去办理', en: 'Decide' },
    ground: 'R8.1',
  },
  'task.opine': {
    title: titled,
    detail: { zh: '待出具意见', en: 'Waits for an opinion' },
    consequence: { zh: '逾期未提意见视为无意见', en: 'No opinion in time counts as no objection' },
    act: { zh: '出意见', en: 'Give an opinion' },
    ground: 'R8.2',
  },
}
// Why it came back may stand in the receipts alone, and a finding may be gone with its edition.
const unsaid = { reason: '—', findingZh: '—', findingEn: '—' }

/** The words of a matter. */
export function sayMatter(engine: Engine, dues: readonly Due[], { kind, filing, values }: MatterRow): Said {
  const due = dues.find(({ id }) => id === kind)
  if (due) return sayDue(due, values)
  const known = kinds[kind]
  if (!known) throw new Error(`no words for the matter ${kind}`)
  const filled = {
    ...unsaid,
    which: values.check ? `${values.check} · ` : '',
    zh: values.number ?? '',
    en: values.number ?? '',
    ...values,
  }
  const from = values.owner ?? engine.directory.organisation(values.from as never)?.party ?? 'enterprise'
  return {
    title: fillWords(known.title, filled),
    detail: fillWords(known.detail, filled),
    consequence: known.consequence,
    act: known.act,
    path: `/filings/${filing}`,
    party: from,
    ground: known.ground,
  }
}

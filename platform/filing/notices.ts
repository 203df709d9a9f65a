import type { NoticeKind } from './define.ts'

/** What the engine itself tells people; modules bring their own kinds (`Module.notices`). */
export const engineNotices: Readonly<Record<string, NoticeKind>> = {
  'filing.explained': {
    name: { zh: '企业作了说明', en: 'A filer explained' },
    says: { zh: '企业已就 {check} 说明：{number}。', en: '{number}: the filer has explained {check}.' },
  },
  'filing.said': {
    name: { zh: '有新的往来', en: 'Somebody said something' },
    says: { zh: '{who} 就 {number} 说：{text}', en: '{who} on {number}: {text}' },
  },
  'opinion.silent': {
    name: { zh: '意见期限已过', en: 'No opinion in time' },
    says: {
      zh: '{number} 在期限内未提意见，视为无意见。',
      en: '{number}: no opinion in time counts as no objection.',
    },
  },
}

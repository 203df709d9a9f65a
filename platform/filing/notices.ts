import type { Words } from '@jiamao/kernel/words'

/** What the engine itself tells people; modules bring their own words (`Module.notices`). */
export const engineNotices: Readonly<Record<string, Words>> = {
  'filing.explained': {
    zh: '企业已就 {check} 说明：{number}。',
    en: '{number}: the filer has explained {check}.',
  },
  'filing.said': {
    zh: '{who} 就 {number} 说：{text}',
    en: '{who} on {number}: {text}',
  },
  'opinion.silent': {
    zh: '{number} 在期限内未提意见，视为无意见。',
    en: '{number}: no opinion in time counts as no objection.',
  },
}

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
  'identity.recoveryOpened': {
    name: { zh: '有人申请恢复你的第二因素', en: 'A recovery of your second factor was opened' },
    says: {
      zh: '{by} 为你申请恢复第二因素，理由：{reason}。不是你要求的，立即告知另一位管理员。',
      en: '{by} has opened a recovery of your second factor: {reason}. If you did not ask for it, tell another administrator at once.',
    },
    isForPerson: true,
  },
  'identity.recoveryConfirmed': {
    name: { zh: '恢复你的第二因素已确认', en: 'The recovery of your second factor was confirmed' },
    says: {
      zh: '{by} 已确认恢复你的第二因素；各处登录已结束。不是你要求的，立即告知平台安全管理员。',
      en: '{by} has confirmed the recovery of your second factor; your sessions are over. If you did not ask for it, tell the administrator of security of the platform at once.',
    },
    isForPerson: true,
  },
  'identity.recovered': {
    name: { zh: '你的第二因素已更换', en: 'Your second factor was replaced' },
    says: {
      zh: '你的第二因素已换成新的动态口令，原有的通行密钥、证书和动态口令都已失效。',
      en: 'Your second factor is a new code; the passkeys, certificates and codes from before are no good any more.',
    },
    isForPerson: true,
  },
  'opinion.silent': {
    name: { zh: '意见期限已过', en: 'No opinion in time' },
    says: {
      zh: '{number} 在期限内未提意见，视为无意见。',
      en: '{number}: no opinion in time counts as no objection.',
    },
  },
}

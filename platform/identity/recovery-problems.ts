import { defineProblem } from '@jiamao/kernel/problem'

export const ownRecovery = defineProblem({
  code: 'RECOVERY_OWN',
  status: 409,
  zh: { title: '不能为自己办理', detail: '恢复由他人办理，不由本人。', remedy: '请另一位管理员为你申请。' },
  en: {
    title: 'Not for oneself',
    detail: 'A recovery is for others to open.',
    remedy: 'Ask another administrator to open it for you.',
  },
})
export const nothingLost = defineProblem({
  code: 'RECOVERY_NONE',
  status: 409,
  zh: { title: '没有第二因素', detail: '此人没有第二因素。', remedy: '忘记密码的，给出重设密码的链接。' },
  en: {
    title: 'No second factor',
    detail: 'This person has no second factor.',
    remedy: 'If the password is forgotten, make a link for a new one.',
  },
})
export const recoveryOpen = defineProblem({
  code: 'RECOVERY_OPEN',
  status: 409,
  zh: { title: '恢复已在办理', detail: '此人的恢复已申请，尚未办完。', remedy: '确认它，或撤销后重新申请。' },
  en: {
    title: 'A recovery is open',
    detail: 'A recovery of this person is not finished yet.',
    remedy: 'Confirm it, or call it off and open another one.',
  },
})
export const sameRecoverer = defineProblem({
  code: 'RECOVERY_SAME',
  status: 409,
  zh: {
    title: '须由另一人确认',
    detail: '恢复由两人办理：申请人与当事人不能确认。',
    remedy: '请本单位另一位管理员，或平台安全管理员确认。',
  },
  en: {
    title: 'Another person confirms',
    detail: 'A recovery takes two: neither who opened it nor whom it is for confirms it.',
    remedy: 'Ask another administrator here, or the platform’s administrator of security.',
  },
})
export const recoveryElsewhere = defineProblem({
  code: 'RECOVERY_ELSEWHERE',
  status: 409,
  zh: {
    title: '须由平台确认',
    detail: '此人还属于其他单位，不由本单位一方确认。',
    remedy: '等平台安全管理员确认。',
  },
  en: {
    title: 'The platform confirms',
    detail: 'This person belongs to another organisation too: it is not for one of them to confirm.',
    remedy: 'Wait for the platform’s administrator of security.',
  },
})
export const recoveryOver = defineProblem({
  code: 'RECOVERY_OVER',
  status: 410,
  zh: { title: '链接已失效', detail: '这个链接已用过、已撤销或已过期。', remedy: '请本单位管理员重新申请恢复。' },
  en: {
    title: 'The link is over',
    detail: 'This link was used, called off or is out of date.',
    remedy: 'Ask your administrator to open another recovery.',
  },
})

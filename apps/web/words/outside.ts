/** 外部身份 */
export const outsideWords = {
  outside: { zh: '外部账号', en: 'Outside accounts' },
  outsideHint: {
    zh: '关联后可以从那里登录。办理高风险事项仍要在本平台确认本人。',
    en: 'Once linked you can sign in from there. Risky acts still ask for a proof here.',
  },
  noOutside: { zh: '还没有关联。', en: 'None is linked.' },
  link: { zh: '关联', en: 'Link' },
  unlink: { zh: '解除关联', en: 'Unlink' },
  from: { zh: '从这里登录：', en: 'Sign in from ' },
  since: { zh: '关联于', en: 'linked' },
  returning: { zh: '正在完成登录', en: 'Completing the sign-in' },
  notDone: { zh: '没有完成', en: 'Not completed' },
  toSignIn: { zh: '回到登录页', en: 'Back to the sign-in page' },
  toAccount: { zh: '回到账号页', en: 'Back to the account page' },
} as const

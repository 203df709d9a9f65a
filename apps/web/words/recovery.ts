/** 第二因素恢复 */
export const recoveryWords = {
  recoveries: { zh: '第二因素恢复', en: 'Recoveries of second factors' },
  hint: {
    zh: '丢失通行密钥、证书或验证器的，由一位管理员申请，另一位管理员或平台安全管理员确认；本人用链接设新的动态口令。',
    en: 'For who lost a passkey, certificate or authenticator: one administrator opens it, another one or the administrator of security of the platform confirms it, and the person sets a new code by a link.',
  },
  none: { zh: '没有在办的恢复。', en: 'None is open.' },
  recover: { zh: '恢复第二因素', en: 'Recover second factor' },
  reason: { zh: '理由（本人会看到）', en: 'Reason (the person sees it)' },
  open: { zh: '申请恢复', en: 'Open the recovery' },
  openSure: {
    zh: '须由另一位管理员或平台安全管理员确认；本人会收到通知。',
    en: 'Another administrator, or the administrator of security of the platform, confirms it; the person is told.',
  },
  cancel: { zh: '取消', en: 'Cancel' },
  confirm: { zh: '确认并取链接', en: 'Confirm and get the link' },
  callOff: { zh: '撤销', en: 'Call off' },
  openedBy: { zh: '申请人', en: 'opened by' },
  until: { zh: '有效至', en: 'until' },
  waits: { zh: '等待另一位管理员确认', en: 'waits for another administrator' },
  waitsForPlatform: { zh: '等待平台安全管理员确认', en: 'waits for the administrator of security of the platform' },
  given: { zh: '已确认，等本人使用链接', en: 'confirmed; waits for the person to use the link' },
  title: { zh: '恢复第二因素', en: 'Recover your second factor' },
  for: { zh: '为', en: 'For' },
  all: {
    zh: '启用后，原有的通行密钥、证书和动态口令全部失效，各处登录结束。',
    en: 'Once it is on, the passkeys, certificates and codes from before are no good any more, and all sessions are over.',
  },
  password: { zh: '密码', en: 'Password' },
  propose: { zh: '取新的动态口令', en: 'Get a new second factor' },
  enter: {
    zh: '把密钥加入验证器，再填一次六位数字。',
    en: 'Add the secret to your authenticator, then enter six digits.',
  },
  code: { zh: '动态口令（六位）', en: 'Code (six digits)' },
  take: { zh: '启用', en: 'Switch on' },
  done: { zh: '已启用。用密码和新的动态口令登录。', en: 'It is on. Sign in with your password and the new code.' },
  signIn: { zh: '去登录', en: 'Sign in' },
  noLink: {
    zh: '链接不完整。请打开管理员给的完整地址。',
    en: 'The link is not complete. Open the whole address that your administrator gave you.',
  },
} as const

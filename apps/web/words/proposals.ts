/** 双人确认 */
export const proposalWords = {
  proposals: { zh: '双人确认', en: 'Four eyes' },
  waits: { zh: '待我确认', en: 'Waits for me' },
  own: { zh: '我提议的', en: 'Proposed by me' },
  roles: { zh: '改角色', en: 'Change of roles' },
  member: { zh: '新成员', en: 'New member' },
  signUp: { zh: '企业入驻', en: 'Entry of an enterprise' },
  before: { zh: '原来', en: 'Before' },
  after: { zh: '改为', en: 'After' },
  by: { zh: '提议人', en: 'Proposed by' },
  second: { zh: '确认人', en: 'To be confirmed by' },
  until: { zh: '有效至', en: 'until' },
  hash: { zh: '差异摘要 SHA-256', en: 'SHA-256 of the difference' },
  look: { zh: '核对', en: 'Look' },
  lookAt: { zh: '核对{who}的提议', en: 'Look at what {who} proposed' },
  confirm: { zh: '确认{who}的提议', en: 'Confirm what {who} proposed' },
  effect: {
    zh: '确认后立即生效，两人的姓名写入日志。不同意的，不必办理：到期自动失效。',
    en: 'It takes effect at once, with both names in the log. Who does not agree does nothing: it runs out.',
  },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  proposed: {
    zh: '已提议：另一位有权的人确认后生效。',
    en: 'Proposed: it takes effect when another person of the right role confirms it.',
  },
  linkWaits: {
    zh: '所选角色须双人确认：另一人确认后，这个链接才能使用。',
    en: 'These roles take four eyes: the link works once another person has confirmed them.',
  },
} as const

/** What a difference tells of whom it is about. */
export const factWords: Readonly<Record<string, { zh: string; en: string }>> = {
  creditCode: { zh: '统一社会信用代码', en: 'Credit code' },
  customsCode: { zh: '海关编码', en: 'Customs code' },
  contact: { zh: '首位人员', en: 'First person' },
  evidence: { zh: '证明文件 SHA-256', en: 'SHA-256 of the evidence' },
  known: { zh: '名录中已有', en: 'In the directory already' },
  comes: { zh: '加入方式', en: 'Comes by' },
}
export const comesWords: Readonly<Record<string, { zh: string; en: string }>> = {
  link: { zh: '一次性链接', en: 'one-time link' },
  token: { zh: '程序令牌', en: 'token' },
}

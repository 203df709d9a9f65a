/** 各页共用的词. Words of the glossary (R12); a button is a verb and its object. */
export const common = {
  name: { zh: '加贸', en: 'jiamao' },
  desk: { zh: '工作台', en: 'Desk' },
  filings: { zh: '我的申报', en: 'My filings' },
  books: { zh: '手册', en: 'Handbooks' },
  importBook: { zh: '导入 Excel', en: 'Import from Excel' },
  writeOff: { zh: '报核核销', en: 'Write-off' },
  mandates: { zh: '委托', en: 'Mandates' },
  seen: { zh: '谁看过', en: 'Who saw what' },
  health: { zh: '运行状况', en: 'Health' },
  parties: { zh: '单位与角色', en: 'Parties and roles' },
  log: { zh: '审计日志', en: 'Audit log' },
  signUps: { zh: '入驻申请', en: 'Applications' },
  people: { zh: '人员', en: 'People' },
  clients: { zh: '接口客户端', en: 'API clients' },
  account: { zh: '账号与登录', en: 'Account' },
  settings: { zh: '页面偏好', en: 'Preferences' },
  business: { zh: '业务', en: 'Business' },
  own: { zh: '本人', en: 'Myself' },
  queue: { zh: '待办队列', en: 'Queue' },
  signOut: { zh: '退出', en: 'Sign out' },
  toMain: { zh: '跳到正文', en: 'Skip to content' },
  loading: { zh: '读取中', en: 'Loading' },
  help: { zh: '帮助', en: 'Help' },
  back: { zh: '返回', en: 'Back' },
  retry: { zh: '重试', en: 'Try again' },
  failed: { zh: '没有读到', en: 'Not loaded' },
  broken: { zh: '这一页没有显示出来', en: 'This page could not be shown' },
  safe: { zh: '已填写的内容没有丢失。', en: 'Nothing that you entered is lost.' },
  notFound: { zh: '没有找到', en: 'Not found' },
  notFoundWhy: {
    zh: '地址不对，或者它不属于本单位。',
    en: 'The address is wrong, or it belongs to another organisation.',
  },
  more: { zh: '更多', en: 'More' },
  updating: { zh: '更新中', en: 'Updating' },
  language: { zh: 'EN', en: '中文' },
  languageHint: { zh: 'Switch to English', en: '切换到中文' },
  dark: { zh: '深色', en: 'Dark' },
  light: { zh: '浅色', en: 'Light' },
  api: { zh: '接口说明', en: 'API' },
  actingAs: { zh: '办理单位', en: 'Acting as' },
} as const

/** 校验结果 (R8.21) and filing states, each with its sign: never colour alone. */
export const verdicts: Readonly<Record<string, { zh: string; en: string; sign: string; tone: Tone }>> = {
  reject: { zh: '退回', en: 'Rejected', sign: '✕', tone: 'red' },
  hold: { zh: '转人工', en: 'Held', sign: 'Ⅱ', tone: 'orange' },
  explain: { zh: '放行待说明', en: 'To explain', sign: '…', tone: 'violet' },
  route: { zh: '分流', en: 'Routed', sign: '⑂', tone: 'teal' },
  warn: { zh: '提示', en: 'Notice', sign: '△', tone: 'amber' },
}
export const states: Readonly<Record<string, { zh: string; en: string; sign: string; tone: Tone }>> = {
  draft: { zh: '草稿', en: 'Draft', sign: '✎', tone: 'grey' },
  held: { zh: '转人工', en: 'Held', sign: 'Ⅱ', tone: 'orange' },
  submitted: { zh: '已提交', en: 'Submitted', sign: '→', tone: 'blue' },
  inReview: { zh: '审核中', en: 'In review', sign: '◷', tone: 'blue' },
  returned: { zh: '退回补正', en: 'Returned', sign: '↩', tone: 'red' },
  accepted: { zh: '已接受', en: 'Accepted', sign: '✓', tone: 'green' },
  rejected: { zh: '退单', en: 'Rejected', sign: '✕', tone: 'red' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn', sign: '⊘', tone: 'grey' },
  cancelled: { zh: '已注销', en: 'Cancelled', sign: '⊘', tone: 'grey' },
}
/** 报文状态, where they are not those of a filing. */
export const messageStates: typeof states = {
  ...states,
  queued: { zh: '待送', en: 'Queued', sign: '→', tone: 'grey' },
  leased: { zh: '发送中', en: 'Sending', sign: '→', tone: 'blue' },
  sent: { zh: '已送', en: 'Sent', sign: '→', tone: 'blue' },
  delivered: { zh: '已送达', en: 'Delivered', sign: '✓', tone: 'blue' },
  parked: { zh: '待处理台', en: 'Waits for a person', sign: 'Ⅱ', tone: 'orange' },
  superseded: { zh: '已有新版', en: 'Superseded', sign: '⊘', tone: 'grey' },
}
export type Tone = 'red' | 'orange' | 'violet' | 'teal' | 'amber' | 'green' | 'blue' | 'grey'

/** 各方, with the one character that stands for each. */
export const parties: Readonly<Record<string, { zh: string; en: string; glyph: { zh: string; en: string } }>> = {
  enterprise: { zh: '企业', en: 'Enterprise', glyph: { zh: '企', en: 'En' } },
  commerce: { zh: '商务', en: 'Commerce', glyph: { zh: '商', en: 'Co' } },
  customs: { zh: '海关', en: 'Customs', glyph: { zh: '关', en: 'Cu' } },
  inspection: { zh: '检验检疫', en: 'Inspection', glyph: { zh: '检', en: 'In' } },
  forex: { zh: '外汇', en: 'Forex', glyph: { zh: '汇', en: 'Fx' } },
  market: { zh: '市场监管', en: 'Market', glyph: { zh: '市', en: 'Mk' } },
  tax: { zh: '税务', en: 'Tax', glyph: { zh: '税', en: 'Tx' } },
  finance: { zh: '财政', en: 'Finance', glyph: { zh: '财', en: 'Fn' } },
  operator: { zh: '运行岗', en: 'Operator', glyph: { zh: '运', en: 'Op' } },
  broker: { zh: '报关行', en: 'Broker', glyph: { zh: '代', en: 'Br' } },
}

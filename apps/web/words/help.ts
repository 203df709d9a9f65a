/** 各页帮助: what a page is for, on what ground it stands, and its keys. R… and S… are rules of docs/domain. */
import { gridKeys } from './grid-keys.ts'
import type { Both } from './words.ts'

export interface PageHelp {
  /** The page's address begins with it. */
  readonly path: string
  readonly title: Both
  readonly text: Both
  readonly ground: readonly Both[]
  readonly keys: readonly (readonly [keys: string, does: Both])[]
}

const order219 = {
  zh: '《加工贸易货物监管办法》（海关总署令第 219 号，2014，历次修改）',
  en: 'Measures on the control of processing-trade goods (GACC order 219 of 2014, as amended)',
}
const checklists = {
  zh: '海关总署公告 2018 年第 23 号（保税核注清单）',
  en: 'GACC announcement 23 of 2018 (bonded checklists)',
}
const rule = (id: string, zh: string, en: string): Both => ({ zh: `${id} ${zh}`, en: `${id} ${en}` })
const todo = rule(
  'R8.60',
  '所有部门的待办列在一处，按法定期限排列，写明不办的后果',
  'one list of what is due over all parties, by legal deadline, with what happens if not',
)
const seen = rule('S9.3', '数据的主人看得到谁看过', 'the owner of data sees who looked')

const list: PageHelp['keys'] = [
  ['J K', { zh: '上下', en: 'down and up' }],
  ['Enter', { zh: '打开', en: 'open' }],
]
const filters: PageHelp['keys'] = [['F ← →', { zh: '保存的筛选', en: 'saved filters' }]]

/** Keys of every page. */
export const everywhere: PageHelp['keys'] = [
  ['Ctrl K', { zh: '搜索与命令，可用拼音首字母', en: 'search and commands, by pinyin initials too' }],
  ['F1 ?', { zh: '本页帮助与快捷键', en: 'help and keys of this page' }],
  ['Esc', { zh: '关闭', en: 'close' }],
]

export const pageHelp: readonly PageHelp[] = [
  {
    path: '/desk',
    title: { zh: '工作台', en: 'Desk' },
    text: {
      zh: '今天要办什么、哪天到期、不办会怎样；余量不足的料件和最近的答复。可以把 Excel 拖到页面上。',
      en: 'What is due today, by when, and what happens if not; what runs low, and the latest answers. Drop an Excel file anywhere.',
    },
    ground: [todo],
    keys: [
      ...list,
      ['E', { zh: '办理', en: 'act' }],
      ['X', { zh: '选择', en: 'select' }],
      [
        'S',
        {
          zh: '暂缓到期限之前；有所选则一并暂缓',
          en: 'put off to a day before the limit; all that are selected, where some are',
        },
      ],
      ['Esc', { zh: '取消选择', en: 'deselect' }],
      ['N', { zh: '新建申报', en: 'new filing' }],
    ],
  },
  {
    path: '/queue',
    title: { zh: '待办队列', en: 'Queue' },
    text: {
      zh: '等本单位办理的事项，先到期的在前。认领后别人不会重复办；批量办理先看清哪些会办、哪些不会。',
      en: 'What waits for this office, soonest due first. What one has claimed nobody else does; a batch first shows what it will do and what not.',
    },
    ground: [
      todo,
      rule('R8.3', '期限按工作日计算，从收到的次日起算', 'limits are working days from the day after arrival'),
    ],
    keys: [
      ...list,
      ['A', { zh: '认领或退回', en: 'claim or give back' }],
      ['H', { zh: '转交', en: 'hand over' }],
      ['1–9', { zh: '办理', en: 'act' }],
      ['X', { zh: '选择', en: 'select' }],
      ['Shift J', { zh: '连选', en: 'range' }],
      ['B', { zh: '批量办理', en: 'batch' }],
      ...filters,
    ],
  },
  {
    path: '/assignment',
    title: { zh: '派件与回避', en: 'Assignment' },
    text: {
      zh: '按事先公布的种子抽签派件，任何人可以重算核对；有利害关系的人员不会被派到。',
      en: 'Cases are drawn from a seed that was promised before; anybody can repeat the draw. Who declared a conflict is not given the case.',
    },
    ground: [rule('S9.1', '操作与查看全部留痕', 'acts and looks are all written down')],
    keys: [],
  },
  {
    path: '/filings/',
    title: { zh: '申报详情', en: 'A filing' },
    text: {
      zh: '它在哪里、谁持有、到什么时候；各方看到什么、办理什么；校验结果、版本差异、附件和往来。草稿自动保存，问题不妨碍保存。',
      en: 'Where it is, who holds it and until when; what each party sees and does; findings, versions, papers and talk. Drafts save themselves, faults and all.',
    },
    ground: [
      rule('R8.6', '平台已有的数据不再录入', 'what the platform holds is not entered again'),
      rule(
        'R8.21',
        '每个校验结果的效力：退回、转人工、放行待说明、分流、提示',
        'what each finding does: reject, hold, explain, route, warn',
      ),
      seen,
    ],
    keys: [
      ['1–7', { zh: '打开各部分', en: 'open a part' }],
      ['[ ]', { zh: '列表里的上一件、下一件', en: 'previous and next of the list' }],
      ['C', { zh: '复制内部编号', en: 'copy the own number' }],
      ['F8', { zh: '下一个问题', en: 'next finding' }],
      ['Ctrl Enter', { zh: '提交', en: 'submit' }],
      ['Ctrl Z', { zh: '撤销', en: 'undo' }],
      ['Ctrl Y', { zh: '重做', en: 'redo' }],
      ...gridKeys,
    ],
  },
  {
    path: '/filings',
    title: { zh: '我的申报', en: 'My filings' },
    text: {
      zh: '本企业的申报，最近变动的在前。筛选条件在网址里，可以发给同事，也可以按名称保存。',
      en: 'Filings of this enterprise, the last changed first. Filters lie in the address: send it to a colleague, or save it by a name.',
    },
    ground: [rule('R8.61', '一份申报，各方各看各的视图', 'one filing, a view for each party')],
    keys: [...list, ...filters],
  },
  {
    path: '/imports',
    title: { zh: '新建申报：Excel 或模板', en: 'A new filing: Excel or a template' },
    text: {
      zh: '拖入工作簿，问题标在单元格上；下载带批注的工作簿，改好再拖回同一份草稿。常用的内容可以存为模板。',
      en: 'Drop a workbook: what is wrong is marked at the cells. Take it home marked, mend it, drop it on the same draft. Keep what comes again as a template.',
    },
    ground: [order219, checklists, rule('S8.4', '文件大小与行数上限', 'limits of size and rows')],
    keys: [['Ctrl V', { zh: '粘贴文件', en: 'paste a file' }]],
  },
  {
    path: '/write-off',
    title: { zh: '报核核销', en: 'Write-off' },
    text: {
      zh: '手册能不能平、每个数怎么得来。点一个结余看算式，再看单据；数字全部由记账得出，不用录入。',
      en: 'Whether the book closes, and why each figure is what it is: choose a balance for its terms, then its documents. All comes from the ledger; nothing is typed.',
    },
    ground: [
      order219,
      rule(
        'R4.16',
        '手册最后一批成品出口或到期后 30 日内报核',
        'a handbook is reported within 30 days after its last export or its end',
      ),
      rule('R8.14', '商务部门对报核出具意见', 'commerce gives an opinion on the report'),
    ],
    keys: [],
  },
  {
    path: '/mandates',
    title: { zh: '委托', en: 'Mandates' },
    text: {
      zh: '委托报关行或兄弟企业办理：哪些手册、哪些申报、到什么时候、多大金额；双方确认后生效，随时终止。',
      en: 'A broker or a sister plant acts for you: for which books and filings, until when, up to what value. Both confirm; either ends it at once.',
    },
    ground: [
      rule('S3.3', '委托按手册、操作、金额、期间限定', 'mandates are limited by book, operation, value and period'),
    ],
    keys: [],
  },
  {
    path: '/books',
    title: { zh: '手册', en: 'Handbooks' },
    text: {
      zh: '在册的手册；60 天内到期的另列。点开看核销平衡。',
      en: 'Books in force, those that end within 60 days apart. Open one for its write-off.',
    },
    ground: [order219],
    keys: [...filters],
  },
  {
    path: '/search',
    title: { zh: '搜索', en: 'Search' },
    text: {
      zh: '单号、手册、料号、商品、编码和企业；只找得到本人可以看的。',
      en: 'Numbers, books, parts, goods, codes and firms; it finds only what you may see.',
    },
    ground: [rule('S4.1', '非所有者只看具名的视图', 'others than the owner read named views only')],
    keys: [],
  },
  {
    path: '/seen',
    title: { zh: '谁看过', en: 'Who saw what' },
    text: {
      zh: '别的单位看过本企业的什么、按哪个视图、为了什么、什么时候。可以导出。',
      en: 'What other organisations saw of yours, by which view, for what, and when. It can be exported.',
    },
    ground: [seen],
    keys: [],
  },
  {
    path: '/audit',
    title: { zh: '审计日志', en: 'Audit log' },
    text: {
      zh: '每一步操作和每一次查看；封存后改动会被发现。审计员只读。',
      en: 'Every act and every look; once sealed, a change is found out. The auditor reads and changes nothing.',
    },
    ground: [
      rule('S9.1', '操作与查看全部留痕', 'acts and looks are all written down'),
      rule('S9.4', '三员分立', 'three administrators apart'),
    ],
    keys: [],
  },
  {
    path: '/people',
    title: { zh: '人员', en: 'People' },
    text: {
      zh: '用一次性链接邀请人员，分配和收回角色；收回立即生效。',
      en: 'Invite people by one-time links, give roles and take them away: at once.',
    },
    ground: [rule('S2.1', '一人一号，不共用', 'one person, one account')],
    keys: [],
  },
  {
    path: '/settings',
    title: { zh: '页面偏好与通知', en: 'Preferences and notices' },
    text: {
      zh: '语言、外观、行距、字号；哪些通知另发邮件。管理员还可以设置本单位系统的回调。',
      en: 'Language, look, density, size of type; which notices also come by e-mail. An administrator sets the webhook of the organisation’s own system.',
    },
    ground: [rule('S8.7', '只向公网地址发送', 'only public addresses are called')],
    keys: [],
  },
  {
    path: '/account',
    title: { zh: '账号与登录', en: 'Account' },
    text: {
      zh: '在哪里登录着、密码、动态口令和通行密钥。一段时间不操作会退出，提前两分钟提醒。',
      en: 'Where you are signed in, password, second factor, passkeys. A while without an act signs you out; you are asked two minutes before.',
    },
    ground: [rule('S2.6', '登录的时限', 'how long a session lasts')],
    keys: [],
  },
  {
    path: '/',
    title: { zh: '平台管理', en: 'Administration' },
    text: {
      zh: '系统、安全、审计三名管理员各管各的；都看不到业务数据。',
      en: 'The administrators of system, security and audit each do their own; none of them reads business data.',
    },
    ground: [rule('S9.4', '三员分立', 'three administrators apart')],
    keys: [],
  },
]

export const helpWords = {
  help: { zh: '帮助', en: 'Help' },
  ground: { zh: '依据', en: 'Ground' },
  keys: { zh: '本页快捷键', en: 'Keys of this page' },
  always: { zh: '各页都有', en: 'On every page' },
  type: { zh: '这种申报的依据', en: 'Ground of this filing' },
  close: { zh: '关闭', en: 'Close' },
} as const

export const oversightWords = {
  seen: { zh: '谁看过我的数据', en: 'Who saw what' },
  seenWhy: {
    zh: '别的单位每看一次本企业的数据，都在这里。',
    en: 'Every look of another organisation at your data is here.',
  },
  office: { zh: '单位', en: 'Office' },
  person: { zh: '人员', en: 'Person' },
  when: { zh: '时间', en: 'When' },
  what: { zh: '看了什么', en: 'What' },
  view: { zh: '视图', en: 'View' },
  ground: { zh: '依据', en: 'Ground' },
  times: { zh: '次', en: 'times' },
  from: { zh: '从', en: 'From' },
  to: { zh: '到', en: 'To' },
  allOffices: { zh: '所有单位', en: 'All offices' },
  nobody: {
    zh: '这些日子没有别的单位看过本企业的数据。',
    en: 'No other organisation looked at your data in these days.',
  },
  showMore: { zh: '再看一些', en: 'Show more' },
  excel: { zh: '导出 Excel', en: 'Export to Excel' },
  csv: { zh: '导出 CSV', en: 'Export CSV' },
  andMore: { zh: '另有', en: 'and' },
  others: { zh: '份', en: 'more' },
} as const

/** What was looked at, by the word of the log. */
export const lookWords: Readonly<Record<string, { zh: string; en: string }>> = {
  filing: { zh: '申报内容', en: 'Content of the filing' },
  history: { zh: '经过', en: 'History' },
  messages: { zh: '报文与回执', en: 'Messages' },
  workbook: { zh: '导出的工作簿', en: 'Workbook' },
  tasks: { zh: '待办中的名称', en: 'Title on a desk' },
  notices: { zh: '通知', en: 'Notices' },
}

/** 保存的筛选的词. */
export const filterWords = {
  saved: { zh: '保存的筛选', en: 'Saved filters' },
  all: { zh: '全部', en: 'All' },
  save: { zh: '保存当前筛选', en: 'Save this filter' },
  manage: { zh: '管理', en: 'Manage' },
  name: { zh: '名称', en: 'Name' },
  saveTitle: { zh: '保存当前筛选', en: 'Save this filter' },
  saveWhy: {
    zh: '随账号保存，只有本人看得到；同名的会被替换。',
    en: 'Kept with your account, for you alone. One of the same name is replaced.',
  },
  keep: { zh: '保存', en: 'Save' },
  manageTitle: { zh: '管理保存的筛选', en: 'Manage saved filters' },
  opensWith: { zh: '打开页面时使用', en: 'The page opens with' },
  none: { zh: '不使用', en: 'None' },
  rename: { zh: '改名', en: 'Rename' },
  drop: { zh: '删除', en: 'Delete' },
  isDefault: { zh: '默认', en: 'default' },
  key: { zh: '按 F 到保存的筛选，左右键移动', en: 'F goes to the saved filters, left and right move' },
} as const

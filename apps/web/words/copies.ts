/** 复制与模板的词. */
export const copyWords = {
  copy: { zh: '复制为新草稿', en: 'Copy as a new draft' },
  keep: { zh: '存为模板', en: 'Keep as a template' },
  keepWhy: {
    zh: '保存企业录入的内容；内部编号、合同号、有效期和平台算出或持有的不保存。同名的会被替换，本企业的人都能用。',
    en: 'Keeps what the enterprise entered; not own number, contracts, dates of validity, nor what the platform computes or holds. One of the same name is replaced; everybody of the enterprise may use it.',
  },
  name: { zh: '模板名称', en: 'Name of the template' },
  kept: { zh: '已存为模板“{name}”。', en: 'Kept as the template “{name}”.' },
  templates: { zh: '用模板新建', en: 'Begin with a template' },
  none: {
    zh: '还没有模板。打开一份申报，选“存为模板”。',
    en: 'No templates yet. Open a filing and choose “Keep as a template”.',
  },
  begin: { zh: '用它新建', en: 'Begin with it' },
  drop: { zh: '删除', en: 'Delete' },
  dropTitle: { zh: '删除模板“{name}”？', en: 'Delete the template “{name}”?' },
  dropWhy: { zh: '已经用它建立的申报不受影响。', en: 'Filings that began with it stay as they are.' },
  toTemplates: { zh: '用模板新建', en: 'From a template' },
} as const

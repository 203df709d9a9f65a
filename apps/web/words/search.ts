/** 检索的词. */
export const searchWords = {
  search: { zh: '搜索', en: 'Search' },
  hint: { zh: '搜索单号、手册、料号、商品、编码，或输入命令', en: 'Numbers, books, parts, goods, codes, or a command' },
  officeHint: { zh: '搜索单号、企业、商品编码，或输入命令', en: 'Numbers, firms, HS codes, or a command' },
  go: { zh: '转到', en: 'Go to' },
  firms: { zh: '企业', en: 'Firms' },
  codes: { zh: '商品编码', en: 'HS codes' },
  found: { zh: '单据与商品', en: 'Documents and goods' },
  all: { zh: '全部结果', en: 'All results' },
  nothing: {
    zh: '没有找到“{q}”。单号从头几位或末四到六位查，名称从任意一字或拼音首字母查。',
    en: 'Nothing for "{q}". Numbers are found by their beginning or their last four to six digits, names by any part or by pinyin initials.',
  },
  begin: {
    zh: '单号输头几位或末四到六位，名称从任意一字，或用拼音首字母。',
    en: 'Numbers by their beginning or last four to six digits, names by any part or by pinyin initials.',
  },
  filing: { zh: '申报', en: 'Filing' },
  book: { zh: '手册', en: 'Handbook' },
  line: { zh: '手册商品', en: 'Handbook line' },
  item: { zh: '项号商品', en: 'Item' },
  part: { zh: '料号', en: 'Part' },
  of: { zh: '{firm} 的申报', en: 'Filings of {firm}' },
} as const

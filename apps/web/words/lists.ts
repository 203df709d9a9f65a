export const listWords = {
  search: { zh: '编号或名称', en: 'Number or title' },
  anyState: { zh: '各种状态', en: 'Any state' },
  anyType: { zh: '各种申报', en: 'Any filing' },
  book: { zh: '手(账)册编号', en: 'Book number' },
  more: { zh: '再读一页', en: 'Read on' },
  shown: { zh: '已显示 {n} 件', en: '{n} shown' },
  andMore: { zh: '，还有更多', en: ', and more' },
  clear: { zh: '清除条件', en: 'Clear the filters' },
  noneFound: { zh: '没有符合条件的申报。', en: 'No filing fits.' },
} as const

import { defineProblem } from '@jiamao/kernel/problem'

export const noReader = defineProblem({
  code: 'EXCHANGE_RECEIPT_TYPE',
  status: 422,
  zh: {
    title: '未知的回执类型',
    detail: '平台还不能读取“{type}”回执。',
    remedy: '由运行岗查看原文；需要时人工登记结果。',
  },
  en: {
    title: 'Unknown receipt type',
    detail: 'The platform cannot read a "{type}" receipt yet.',
    remedy: 'The operator looks at the original and enters the outcome by hand if need be.',
  },
})

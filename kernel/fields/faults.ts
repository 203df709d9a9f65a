import { defineProblem } from '../problem.ts'

/** What may be wrong with the shape of one value. */
export const required = defineProblem({
  code: 'SHAPE_REQUIRED',
  status: 422,
  zh: { title: '缺少必填项', detail: '缺少“{field}”。', remedy: '填写“{field}”。' },
  en: { title: 'Missing value', detail: '"{fieldEn}" is missing.', remedy: 'Fill in "{fieldEn}".' },
})
export const unknownField = defineProblem({
  code: 'SHAPE_UNKNOWN_FIELD',
  status: 422,
  zh: { title: '未知字段', detail: '没有名为“{name}”的字段。', remedy: '删除该字段，或改用此处已有的字段：{known}。' },
  en: {
    title: 'Unknown field',
    detail: 'There is no field "{name}" here.',
    remedy: 'Remove it or use one of: {known}.',
  },
})
export const wrongType = defineProblem({
  code: 'SHAPE_TYPE',
  status: 422,
  zh: { title: '类型不符', detail: '“{field}”应为{wanted}。', remedy: '改为{wanted}。' },
  en: { title: 'Wrong type', detail: '"{fieldEn}" should be {wantedEn}.', remedy: 'Give {wantedEn}.' },
})
export const tooLong = defineProblem({
  code: 'SHAPE_LENGTH',
  status: 422,
  zh: { title: '过长', detail: '“{field}”有 {length} 个字符，最多 {max} 个。', remedy: '缩短到 {max} 个字符以内。' },
  en: {
    title: 'Too long',
    detail: '"{fieldEn}" has {length} characters; at most {max} fit.',
    remedy: 'Shorten it to {max} characters.',
  },
})
export const badCharacter = defineProblem({
  code: 'SHAPE_CHARACTER',
  status: 422,
  zh: {
    title: '含无法保存的字符',
    detail: '“{field}”第 {place} 个字符是控制字符或残缺字符。',
    remedy: '删除该字符后重新填写。',
  },
  en: {
    title: 'A character that cannot be kept',
    detail: '"{fieldEn}": character {place} is a control character or half of one.',
    remedy: 'Delete that character and send the text again.',
  },
})
export const tooMany = defineProblem({
  code: 'SHAPE_TOO_MANY',
  status: 422,
  zh: { title: '行数过多', detail: '“{field}”有 {length} 行，最多 {max} 行。', remedy: '拆分为几份申报。' },
  en: {
    title: 'Too many lines',
    detail: '"{fieldEn}" has {length} lines; at most {max} are allowed.',
    remedy: 'Split it into several filings.',
  },
})
export const notListed = defineProblem({
  code: 'SHAPE_CODE',
  status: 422,
  zh: {
    title: '代码不存在',
    detail: '“{field}”的代码“{code}”不在代码表 {list} 中。',
    remedy: '从代码表 {list} 中选择。',
  },
  en: {
    title: 'Unknown code',
    detail: '"{fieldEn}": code "{code}" is not in list {list}.',
    remedy: 'Choose a code of list {list}.',
  },
})
export const notChoice = defineProblem({
  code: 'SHAPE_CHOICE',
  status: 422,
  zh: { title: '取值不在范围内', detail: '“{field}”不能是“{text}”。', remedy: '可选：{known}。' },
  en: { title: 'Not one of the choices', detail: '"{fieldEn}" cannot be "{text}".', remedy: 'One of: {known}.' },
})
export const negative = defineProblem({
  code: 'SHAPE_NEGATIVE',
  status: 422,
  zh: { title: '不能为负', detail: '“{field}”不能为负数（{text}）。', remedy: '填写 0 或正数。' },
  en: { title: 'Below zero', detail: '"{fieldEn}" cannot be below zero ({text}).', remedy: 'Give 0 or more.' },
})
export const repeated = defineProblem({
  code: 'SHAPE_REPEATED',
  status: 422,
  zh: { title: '重复', detail: '“{field}”{value} 在第 {first} 行已出现。', remedy: '每行使用不同的“{field}”。' },
  en: {
    title: 'Repeated',
    detail: '"{fieldEn}" {value} already stands in line {first}.',
    remedy: 'Use each "{fieldEn}" once.',
  },
})
export const more = defineProblem({
  code: 'SHAPE_MORE',
  status: 422,
  zh: { title: '错误过多', detail: '已列出前 {listed} 处错误，其余未列。', remedy: '先改正已列出的，再提交一次。' },
  en: {
    title: 'More faults than are listed',
    detail: 'The first {listed} faults are listed; there are more.',
    remedy: 'Correct these and send it again.',
  },
})

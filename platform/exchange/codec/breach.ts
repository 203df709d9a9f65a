import { defineProblem } from '@jiamao/kernel/problem'

/** A rule of a field table that a text or a record breaks. `{label}` is the element with its Chinese meaning. */
const kind = (code: string, title: [zh: string, en: string], detail: [string, string], remedy: [string, string]) =>
  defineProblem({
    code,
    status: 422,
    zh: { title: title[0], detail: `{label}：${detail[0]}。`, remedy: `${remedy[0]}。` },
    en: { title: title[1], detail: `{element}: ${detail[1]}.`, remedy: `${remedy[1]}.` },
  })

export const required = kind(
  'FIELD_REQUIRED',
  ['必填项为空', 'Required element is empty'],
  ['必填，没有内容', 'required, but it holds nothing'],
  ['补填 {element}', 'Fill in {element}'],
)
export const requiredIf = kind(
  'FIELD_REQUIRED_IF',
  ['条件必填项为空', 'Conditionally required element is empty'],
  ['{partner} 为“{value}”时必填', 'required when {partner} is "{value}"'],
  ['补填 {element}，或改正 {partner}', 'Fill in {element}, or correct {partner}'],
)
export const length = kind(
  'FIELD_LENGTH',
  ['长度不对', 'Wrong length'],
  ['应为 {limit} 个字符，实为 {actual} 个', '{limit} characters are wanted, not {actual}'],
  ['改为 {limit} 个字符', 'Give exactly {limit} characters'],
)
export const tooLong = kind(
  'FIELD_TOO_LONG',
  ['超长', 'Too long'],
  ['{actual} 个字符，最多 {limit} 个', '{actual} characters; at most {limit}'],
  ['缩短到 {limit} 个字符以内', 'Shorten it to {limit} characters'],
)
export const tooShort = kind(
  'FIELD_TOO_SHORT',
  ['过短', 'Too short'],
  ['{actual} 个字符，至少 {limit} 个', '{actual} characters; at least {limit}'],
  ['至少填写 {limit} 个字符', 'Give at least {limit} characters'],
)
export const notInteger = kind(
  'FIELD_INTEGER',
  ['不是整数', 'Not a whole number'],
  ['“{text}”不是整数', '"{text}" is not a whole number'],
  ['填写整数，不带小数点和空格', 'Give digits only'],
)
export const notDecimal = kind(
  'FIELD_DECIMAL',
  ['不是数字', 'Not a number'],
  ['“{text}”不是数字', '"{text}" is not a number'],
  ['填写数字，如 12.5，不带单位和千分号', 'Give a number such as 12.5, without unit or separators'],
)
export const digits = kind(
  'FIELD_DIGITS',
  ['位数过多', 'Too many digits'],
  ['“{text}”超过 {limit} 位数字', '"{text}" has more than {limit} digits'],
  ['最多 {limit} 位数字；必要时改用较大的单位', 'At most {limit} digits; use a larger unit if need be'],
)
export const decimals = kind(
  'FIELD_DECIMALS',
  ['小数位过多', 'Too many decimals'],
  ['“{text}”的小数超过 {limit} 位', '"{text}" has more than {limit} decimals'],
  ['最多 {limit} 位小数；平台不代为舍入', 'At most {limit} decimals; the platform rounds nothing by itself'],
)
export const notPositive = kind(
  'FIELD_NOT_POSITIVE',
  ['应大于零', 'Not above zero'],
  ['“{text}”应大于零', '"{text}" has to be above zero'],
  ['填写大于零的数', 'Give a figure above zero'],
)
export const notDate = kind(
  'FIELD_DATE',
  ['日期不对', 'Not a date in the form wanted'],
  ['“{text}”不是 {pattern} 形式的日期', '"{text}" is no date of the form {pattern}'],
  ['按 {pattern} 填写日历上有的日期', 'Give a day of the calendar as {pattern}'],
)
export const character = kind(
  'FIELD_CHARACTER',
  ['含有不可传输的字符', 'Character that cannot be sent'],
  ['含有 XML 不能容纳的字符：“{text}”', 'holds a character that XML cannot: "{text}"'],
  ['删除控制字符（常随 Excel 粘贴带入）', 'Delete the control characters; they often come with pasted cells'],
)
export const unknownElement = kind(
  'FIELD_UNKNOWN',
  ['该版本没有此项', 'This version does not know the element'],
  ['{version} 没有此项', '{version} has no such element'],
  ['删除此项，或改用有此项的版本', 'Leave it out, or use a version that has it'],
)
export const wrongShape = kind(
  'FIELD_SHAPE',
  ['结构不对', 'Wrong shape'],
  ['应为{wantedZh}', 'has to be {wantedEn}'],
  ['按报文结构填写', 'Follow the structure of the message'],
)

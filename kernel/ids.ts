import { type Brand, type Fault, isFault } from './numbers.ts'
import { defineProblem } from './problem.ts'
import { quoted } from './words.ts'

/** Made by the application, never by the database (scale rule 1). */
export type Uuid = Brand<string, 'uuid'>
/** 统一社会信用代码: 18 characters, the last a check digit (GB 32100). */
export type CreditCode = Brand<string, 'creditCode'>
/** 海关编码: 10 characters that customs gives an enterprise; begins with its administrative area. */
export type CustomsCode = Brand<string, 'customsCode'>
/** 手册或账册编号: 12 characters, letter of the kind, customs district, then 7 more. */
export type BookNumber = Brand<string, 'bookNumber'>
/** 核注清单编号: QD, district, year, I or E, serial of 9. */
export type ChecklistNumber = Brand<string, 'checklistNumber'>
/** 报关单号: 18 digits, district, year, 0 export or 1 import, serial of 9. */
export type DeclarationNumber = Brand<string, 'declarationNumber'>
/** 预录入统一编号: 18 digits, year and 14 more. */
export type PreentryNumber = Brand<string, 'preentryNumber'>
/** 商品编号: exactly 10 digits (R2.1). */
export type HsCode = Brand<string, 'hsCode'>

/** How one identifier is checked. Text is trimmed of nothing: what does not fit is a fault. */
export interface Identifier<T extends string> {
  readonly pattern: RegExp
  read(text: string): T | Fault
  parse(text: string): T
}

function identifier<T extends string>(
  code: string,
  zh: string,
  en: string,
  form: { zh: string; en: string },
  pattern: RegExp,
  check: (text: string) => boolean = () => true,
): Identifier<T> {
  const fault = defineProblem({
    code,
    status: 422,
    zh: { title: `${zh}不正确`, detail: `“{text}”不是${zh}。`, remedy: `${form.zh}。` },
    en: { title: `Not a ${en}`, detail: `"{text}" is not a ${en}.`, remedy: `${form.en}.` },
  })
  const read = (text: string): T | Fault =>
    pattern.test(text) && check(text) ? (text as T) : { fault, values: { text: quoted(text) } }
  const parse = (text: string): T => {
    const value = read(text)
    if (isFault(value)) throw value.fault(value.values)
    return value
  }
  return { pattern, read, parse }
}

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** The check character of the first 17 characters of a credit code (GB 32100-2015). */
export function creditCheckDigit(first17: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * alphabet.indexOf(first17[i]), 0)
  return alphabet[(31 - (sum % 31)) % 31]
}

export const creditCodes: Identifier<CreditCode> = identifier(
  'ID_CREDIT_CODE',
  '统一社会信用代码',
  'unified social credit code',
  {
    zh: '18 位，不含 I、O、S、V、Z，末位为校验码，请逐位核对',
    en: '18 characters without I O S V Z, the last a check digit: compare each',
  },
  /^[0-9A-HJ-NPQRTUWXY]{18}$/,
  (text) => creditCheckDigit(text) === text[17],
)
export const customsCodes: Identifier<CustomsCode> = identifier(
  'ID_CUSTOMS_CODE',
  '海关编码',
  'customs registration code',
  { zh: '10 位，前 4 位为行政区划数字', en: '10 characters, the first four the digits of the area' },
  /^\d{4}[0-9A-Z]{6}$/,
)
export const bookNumbers: Identifier<BookNumber> = identifier(
  'ID_BOOK_NUMBER',
  '手(账)册编号',
  'book number',
  { zh: '12 位：类型字母、4 位关区、7 位', en: '12 characters: kind letter, district of 4 digits, 7 more' },
  /^[A-Z]\d{4}[0-9A-Z]{7}$/,
)
export const checklistNumbers: Identifier<ChecklistNumber> = identifier(
  'ID_CHECKLIST_NUMBER',
  '核注清单编号',
  'checklist number',
  {
    zh: '18 位：QD、4 位关区、2 位年份、I 或 E、9 位流水',
    en: '18 characters: QD, district, year of 2, I or E, serial of 9',
  },
  /^QD\d{6}[IE]\d{9}$/,
)
export const declarationNumbers: Identifier<DeclarationNumber> = identifier(
  'ID_DECLARATION_NUMBER',
  '报关单号',
  'declaration number',
  {
    zh: '18 位数字：4 位关区、4 位年份、0 出口或 1 进口、9 位流水',
    en: '18 digits: district, year, 0 export or 1 import, serial of 9',
  },
  /^\d{4}(19|20)\d{2}[01]\d{9}$/,
)
export const preentryNumbers: Identifier<PreentryNumber> = identifier(
  'ID_PREENTRY_NUMBER',
  '预录入统一编号',
  'pre-entry number',
  { zh: '18 位数字：4 位年份加 14 位', en: '18 digits: year and 14 more' },
  /^(19|20)\d{16}$/,
)
export const hsCodes: Identifier<HsCode> = identifier(
  'ID_HS_CODE',
  '商品编号',
  'HS code',
  { zh: '10 位数字，不带点', en: 'exactly 10 digits, no dots' },
  /^\d{10}$/,
)
export const uuids: Identifier<Uuid> = identifier(
  'ID_UUID',
  '编号',
  'UUID',
  { zh: '36 位小写', en: '36 characters, lower case' },
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
)

const hex = (bytes: Uint8Array) => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')

function uuidOf(bytes: Uint8Array, version: number): Uuid {
  bytes[6] = (bytes[6] & 0x0f) | (version << 4)
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const text = hex(bytes)
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-') as Uuid
}

/** A new UUIDv7: ordered by the machine's clock, so that indexes grow at their end. */
export function newUuid(ms: number = Date.now()): Uuid {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let i = 5, rest = ms; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256
  return uuidOf(bytes, 7)
}

/** A UUIDv8 cut from a hash: the same input has the same id for ever (I1.2). @param hash at least 16 bytes */
export const uuidOfHash = (hash: Uint8Array): Uuid => uuidOf(new Uint8Array(hash.subarray(0, 16)), 8)

/** A JSON value. Figures are strings; numbers are whole. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * Canonical JSON (RFC 8785): members sorted by UTF-16 code units, no white space, so that equal values have equal bytes
 * and hashes. Members that are undefined are left out.
 *
 * @throws Error for what has no canonical form: a number that is not a safe integer (no binary floating point is ever
 * hashed), half a surrogate pair, or a value that is not JSON, such as a bigint, which would lose its figure
 */
export function canonical(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return textOf(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error(`not a whole number: ${value}`)
    return String(value)
  }
  if (Array.isArray(value)) return `[${Array.from(value as readonly Json[], canonical).join(',')}]`
  if (Object.prototype.toString.call(value) !== '[object Object]') throw new Error(`not JSON: ${typeof value}`)
  const record = value as { readonly [key: string]: Json | undefined }
  let members = ''
  for (const key of Object.keys(record).sort()) {
    const member = record[key]
    if (member !== undefined) members += `${members && ','}${textOf(key)}:${canonical(member)}`
  }
  return `{${members}}`
}

/** What stands between its quotes as it is. Nearly all texts do; writing a checklist took twice as long without looking. */
const plain = /^[ !#-[\]-\uD7FF\uE000-\uFFFF]*$/

function textOf(text: string): string {
  if (plain.test(text)) return `"${text}"`
  if (!text.isWellFormed()) throw new Error('half a surrogate pair')
  return JSON.stringify(text)
}

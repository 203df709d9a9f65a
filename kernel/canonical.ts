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
  const members = Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .sort()
    .map((key) => `${textOf(key)}:${canonical(record[key] as Json)}`)
  return `{${members.join(',')}}`
}

function textOf(text: string): string {
  if (!text.isWellFormed()) throw new Error('half a surrogate pair')
  return JSON.stringify(text)
}

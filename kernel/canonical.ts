/** A JSON value. Figures are strings; numbers are whole. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * Canonical JSON (RFC 8785): members sorted by UTF-16 code units, no white space, so that equal values have equal bytes
 * and hashes. Members that are undefined are left out.
 *
 * @throws Error for a number that is not a safe integer: no binary floating point is ever hashed
 */
export function canonical(value: Json): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error(`not a whole number: ${value}`)
    return String(value)
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item as Json)).join(',')}]`
  const record = value as { readonly [key: string]: Json | undefined }
  const members = Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(record[key] as Json)}`)
  return `{${members.join(',')}}`
}

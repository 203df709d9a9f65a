/** Columns out of the bytes that int2send, int4send and int8send make: most significant byte first, no padding. */

export const int2s = (bytes: Uint8Array): Int16Array =>
  turned(bytes, 2, (own) => new Int16Array(own), Buffer.prototype.swap16)
export const int4s = (bytes: Uint8Array): Int32Array =>
  turned(bytes, 4, (own) => new Int32Array(own), Buffer.prototype.swap32)
export const int8s = (bytes: Uint8Array): BigInt64Array =>
  turned(bytes, 8, (own) => new BigInt64Array(own), Buffer.prototype.swap64)

/** A copy, aligned: the driver's bytes lie at any offset of a larger buffer. */
function turned<T>(bytes: Uint8Array, width: number, view: (own: ArrayBuffer) => T, swap: () => Buffer): T {
  if (bytes.length % width !== 0) throw new Error(`not a column of ${width} bytes each`)
  const own = new ArrayBuffer(bytes.length)
  const copy = Buffer.from(own)
  copy.set(bytes)
  swap.call(copy)
  return view(own)
}

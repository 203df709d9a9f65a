/** Columns out of the bytes that int2send, int4send and int8send make: most significant byte first, no padding. */

export const int2s = (bytes: Buffer): Int16Array =>
  turned(bytes, 2, (own, from, length) => new Int16Array(own, from, length), Buffer.prototype.swap16)
export const int4s = (bytes: Buffer): Int32Array =>
  turned(bytes, 4, (own, from, length) => new Int32Array(own, from, length), Buffer.prototype.swap32)
export const int8s = (bytes: Buffer): BigInt64Array =>
  turned(bytes, 8, (own, from, length) => new BigInt64Array(own, from, length), Buffer.prototype.swap64)

/** Turns the bytes where they lie: the driver made them for this row alone. Where they do not lie aligned, a copy. */
function turned<T>(
  bytes: Buffer,
  width: number,
  view: (own: ArrayBufferLike, from: number, length: number) => T,
  swap: () => Buffer,
): T {
  if (bytes.length % width !== 0) throw new Error(`not a column of ${width} bytes each`)
  const own = bytes.byteOffset % width === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer)
  swap.call(own)
  return view(own.buffer, own.byteOffset, bytes.length / width)
}

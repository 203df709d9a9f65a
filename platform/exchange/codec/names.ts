import { createHash } from 'node:crypto'

/** What a file's name tells of its message. Nobody reads it back: types come from contents (I9.6). */
interface NamedMessage {
  readonly type: string
  /** Import, export, or neither. */
  readonly direction: 'I' | 'E' | 'N'
  readonly ownNumber: string
  /** From 1: the message's version and the attempt to hand it over. */
  readonly version: number
  readonly attempt: number
}

const longest = 100

/**
 * The base name of a message's file: `<type>_<I|E|N>_<own number>_v<version>_t-<attempt>`, of `[A-Za-z0-9_-]`, at most 100
 * characters (I9.2). The same message has the same name for ever, and no two have one: where the number had to be changed,
 * 48 bits of its hash go along, behind a small x that no unchanged number has. Small letters count as changed, since the client's file system does not tell them from
 * capitals.
 */
export function baseName({ type, direction, ownNumber, version, attempt }: NamedMessage): string {
  if (!Number.isSafeInteger(version) || !Number.isSafeInteger(attempt) || version < 1 || attempt < 1) {
    throw new Error(`version ${version}, attempt ${attempt}`)
  }
  if (!/^[A-Za-z0-9]{1,32}$/.test(type)) throw new Error(`type ${type}`)
  const [before, after] = [`${type}_${direction}_`, `_v${version}_t-${attempt}`]
  const room = longest - before.length - after.length
  const plain = ownNumber.length <= room && /^[A-Z0-9_-]+$/.test(ownNumber)
  if (plain) return before + ownNumber + after
  const hash = `-x${createHash('sha256').update(ownNumber).digest('hex').slice(0, 12)}`
  return before + ownNumber.replace(/[^A-Za-z0-9_-]/g, '-').slice(0, room - hash.length) + hash + after
}

/** For tests: the import client and customs behind it. */
import { mkdirSync, readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Receipt } from './define.ts'

/** A client moved by the test's hand: it shares no state with what it tests. */
export function makeClient(root: string, now: () => number) {
  let serial = 0
  const stamp = () => `${now()}${String(serial++).padStart(6, '0')}`
  const folder = (account: string, box: string, business = 'Sas') => join(root, account, business, box)
  const list = (account: string, box: string, business = 'Sas') => {
    try {
      return readdirSync(folder(account, box, business)).sort()
    } catch {
      return []
    }
  }
  const put = (account: string, name: string, text: string, business = 'Sas') => {
    const path = folder(account, 'InBox', business)
    mkdirSync(path, { recursive: true })
    writeFileSync(join(path, `${name}.tmp`), text)
    // One after the other, also where the file system's clock is coarse.
    serial++
    utimesSync(join(path, `${name}.tmp`), serial, serial)
    renameSync(join(path, `${name}.tmp`), join(path, name))
  }
  return {
    folder,
    list,
    put,
    /** Takes what lies in the outbox, as the client does after uploading. @returns base names */
    upload: (account: string, to: 'SentBox' | 'FailBox' = 'SentBox') =>
      list(account, 'OutBox').map((file) => {
        renameSync(join(folder(account, 'OutBox'), file), join(folder(account, to), file))
        return file.replace(/\.zip$/, '')
      }),
    read: (account: string, box: string, file: string) => readFileSync(join(folder(account, box), file), 'utf8'),
    /** The import response of one file. */
    respond: (account: string, base: string, code: string, more: Partial<Receipt> = {}) =>
      put(
        account,
        `${code === '0' ? 'Successed' : 'Failed'}_${base}_${stamp()}.xml`,
        JSON.stringify({ type: 'CommonResponeMessage', code, about: {}, values: {}, ...more }),
      ),
    /** A business receipt. */
    answer: (account: string, receipt: Omit<Receipt, 'values'> & Partial<Receipt>) => {
      const name = `Receipt_${receipt.type}_${stamp()}.xml`
      put(account, name, JSON.stringify({ values: {}, ...receipt }))
      return name
    },
  }
}

import { pack } from '@jiamao/platform/exchange/codec'
import type { Books, Known } from './books.ts'
import type { Now } from './clock.ts'
import type { Filed, WriteEffect } from './facts.ts'
import type { Post } from './post.ts'
import { resultOf } from './receipts.ts'
import type { Steering } from './steering.ts'

/** What lies beside the import answer and belongs to nobody's course (letters O, Q, T, X, Y). */
export async function noiseOf(
  noise: NonNullable<Steering['noise']>,
  known: Known,
  books: Books,
  now: Now,
  post: Post,
): Promise<WriteEffect[]> {
  const place = known.filed.upload
  const raw = (stem: string, content: string) => post.file(place, stem, content)
  const accepted = (of: Known) => post.receipt(place, resultOf(of, { code: '1', on: now.on, number: of.number }))
  switch (noise) {
    case 'garbage':
      return [
        raw('Receipt_garbage', '%PDF-1.4 这不是回执 <'),
        { ...raw('Receipt_oversize', kilobyte), times: 21 * 1024 },
      ]
    case 'unknownNumber':
      return [accepted(stranger(known.filed, place.company))]
    case 'leftover': {
      const half = raw('Receipt_leftover', '<?xml version="1.0" encoding="UTF-8"?><Package><EnvelopInfo><vers')
      return [{ ...half, name: `${half.name}.tmp` }]
    }
    case 'hostile': {
      const bomb = raw('Receipt_bomb', await zipBomb())
      const zipped = { ...bomb, name: bomb.name.replace(/xml$/, 'zip'), encoding: 'base64' as const }
      return [raw('Receipt_entity', outerEntity), raw('Receipt_laughs', billionLaughs), zipped]
    }
    case 'otherCompany': {
      const others = [...books.documents.values()].filter(({ filed }) => filed.upload.company !== place.company)
      const theirs = others.find(({ filed, number }) => filed.type === known.filed.type && number !== undefined)
      return [accepted(theirs ?? stranger(known.filed, '9999999999'))]
    }
  }
}

const kilobyte = '<Package/>'.repeat(102) + ' '.repeat(4)

/** A document that was never filed, under numbers that were never given. */
function stranger({ type, seqNo, ...filed }: Filed, company: string): Known {
  const bodies = {
    NPTS001: { NptsEmlHead: { BizopEtpsno: company } },
    INV101: { InvtHeadType: { BizopEtpsno: company } },
    EML121: { EmlChgoffBsc: { bizopEtpsno: company } },
  }
  const foreign = { ...filed, type, seqNo: `${seqNo.slice(0, 4)}99${seqNo.slice(6)}`, body: bodies[type] } as Filed
  const number = type === 'INV101' ? 'QD999999I999999999' : 'C999999A9999'
  return { filed: foreign, course: [], state: 'accepted', number, withheld: [] }
}

const outerEntity =
  '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><Package><note>&x;</note></Package>'

/** Ten to the ninth laughs in less than a kilobyte. */
const billionLaughs = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha">${[...'bcdefghij']
  .map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghi'[i]};`.repeat(10)}">`)
  .join('')}]><Package>&j;</Package>`

/** An archive that unpacks to a thousand times its size. */
async function zipBomb(): Promise<string> {
  return Buffer.from(await pack('Receipt_bomb', Buffer.alloc(64 * 2 ** 20, 0x20))).toString('base64')
}

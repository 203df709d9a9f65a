import { runs } from '@jiamao/tests/big-numbers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyBody, envelope, plainBody, types } from './arbitraries.ts'
import { codecs } from './codecs.ts'
import type { Codec } from './define.ts'
import type { WireRecord } from './parts.ts'
import { recognise } from './recognise.ts'

const codesOf = (decoded: ReturnType<Codec['decode']>) =>
  'body' in decoded ? ['read'] : [...new Set(decoded.map((problem) => problem.code))]
const decode = (bytes: Uint8Array | string) => codesOf(codecs.DEC_RESULT.decode(Buffer.from(bytes)))
const note = (inside: string) => `<DEC_RESULT><NOTE>${inside}</NOTE></DEC_RESULT>`

describe('nothing is fetched, expanded or piled up', () => {
  test.each([
    ['a file', `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${note('&x;')}`, 'XML_DOCTYPE'],
    ['billion laughs', `<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>${note('&b;')}`, 'XML_DOCTYPE'],
    [
      'an outer DTD',
      `<?xml version="1.0"?>\n<!-- -->\n<!DOCTYPE DEC_RESULT PUBLIC "a" "http://b/c.dtd">${note('')}`,
      'XML_DOCTYPE',
    ],
    ['a parameter entity', `<!DOCTYPE a [<!ENTITY % p SYSTEM "http://b/"> %p;]>${note('')}`, 'XML_DOCTYPE'],
    ['an entity out of nowhere', note('&x;'), 'XML_NOT_WELL_FORMED'],
    ['an entity of the language', note('&constructor;&toString;'), 'XML_NOT_WELL_FORMED'],
    ['a late DOCTYPE', `<DEC_RESULT><!DOCTYPE a></DEC_RESULT>`, 'XML_NOT_WELL_FORMED'],
    ['depth', `<DEC_RESULT>${'<a>'.repeat(100_000)}`, 'XML_TOO_DEEP'],
    ['depth in closed form', `<DEC_RESULT>${'<a>'.repeat(64)}${'</a>'.repeat(64)}</DEC_RESULT>`, 'XML_TOO_DEEP'],
    [
      'attributes',
      `<DEC_RESULT ${Array.from({ length: 200_000 }, (_, i) => `a${i}=""`).join(' ')}/>`,
      'XML_TOO_MANY_ATTRIBUTES',
    ],
    ['size', note('x'.repeat(20 * 2 ** 20)), 'XML_TOO_LARGE'],
    ['unknown elements', `<DEC_RESULT>${'<a/>'.repeat(2_000_000)}</DEC_RESULT>`, 'MESSAGE_TOO_MANY_UNKNOWN'],
    [
      'a double element',
      '<DEC_RESULT><CHANNEL>P</CHANNEL><NOTE/><CHANNEL>R</CHANNEL></DEC_RESULT>',
      'MESSAGE_REPEATED',
    ],
    [
      'a double element at once',
      '<DEC_RESULT><CHANNEL>P</CHANNEL><CHANNEL>R</CHANNEL></DEC_RESULT>',
      'MESSAGE_REPEATED',
    ],
    ['stray text', '<DEC_RESULT>P<CHANNEL/></DEC_RESULT>', 'MESSAGE_CONTENT'],
    ['an element in a text', note('a<b/>'), 'MESSAGE_CONTENT'],
    ['another message', '<Root><resultFlag>1</resultFlag></Root>', 'MESSAGE_OTHER_KIND'],
    ['a second root', `${note('')}${note('')}`, 'XML_NOT_WELL_FORMED'],
    ['a control character', note('\u0007'), 'XML_NOT_WELL_FORMED'],
    ['a control character by number', note('&#7;'), 'XML_NOT_WELL_FORMED'],
    ['half a character by number', note('&#xD800;'), 'XML_NOT_WELL_FORMED'],
    ['an encoding of the language', `<?xml version="1.0" encoding="constructor"?>${note('')}`, 'XML_ENCODING'],
    ['UTF-7', `<?xml version="1.0" encoding="utf-7"?>${note('+ADw-')}`, 'XML_ENCODING'],
    ['a tab for a name', '<\t/>', 'XML_NOT_WELL_FORMED'],
  ])('%s', (_, xml, code) => {
    expect(decode(xml)).toEqual([code])
  })

  test('what goes beyond a limit by one is refused', () => {
    expect(decode(`<DEC_RESULT ${Array.from({ length: 65 }, (_, i) => `a${i}=""`).join(' ')}/>`)).toEqual([
      'XML_TOO_MANY_ATTRIBUTES',
    ])
    expect(decode(`<DEC_RESULT>${'<a/>'.repeat(1001)}</DEC_RESULT>`)).toEqual(['MESSAGE_TOO_MANY_UNKNOWN'])
  })

  test('what stays within the limits is read', () => {
    expect(decode(`<DEC_RESULT>${'<a>'.repeat(63)}${'</a>'.repeat(63)}</DEC_RESULT>`)).toEqual(['read'])
    expect(decode(`<DEC_RESULT ${Array.from({ length: 64 }, (_, i) => `a${i}=""`).join(' ')}/>`)).toEqual(['read'])
    expect(decode(`<DEC_RESULT>${'<a/>'.repeat(1000)}</DEC_RESULT>`)).toEqual(['read'])
  })

  test('wrong bytes', () => {
    expect(decode(Buffer.from([0xff, 0xfe, 0x3c, 0x00]))).toEqual(['XML_ENCODING'])
    expect(
      decode(Buffer.concat([Buffer.from('<DEC_RESULT><NOTE>'), Buffer.from([0xc0, 0x80]), Buffer.from('</NOTE>')])),
    ).toEqual(['XML_BYTES'])
    expect(decode(Buffer.concat([Buffer.from('<DEC_RESULT><NOTE>'), Buffer.from([0xe4, 0xb8])]))).toEqual([
      'XML_TRUNCATED',
    ])
  })

  test('a text in pieces is one text', () => {
    const decoded = codecs.DEC_RESULT.decode(Buffer.from(note('a<![CDATA[<b>]]>&amp;<!-- no -->c&#x4E2D;')))
    expect('body' in decoded && decoded.body).toEqual({ NOTE: 'a<b>&c中' })
  })

  test('names of the language are elements like any other', () => {
    const decoded = codecs.DEC_RESULT.decode(
      Buffer.from('<DEC_RESULT><__proto__>x</__proto__><constructor/></DEC_RESULT>'),
    )
    expect('body' in decoded && decoded.unknown.length).toBe(2)
    expect('body' in decoded && Object.keys(decoded.body)).toEqual([])
  })

  test('all faults of the content at once', () => {
    const decoded = codecs.INV202.decode(
      Buffer.from(
        '<Package><DataInfo>a<BussinessData><INV202><InvApprResult><reason>a<b/></reason></InvApprResult><InvApprResult/></INV202></BussinessData></DataInfo></Package>',
      ),
    )
    expect('body' in decoded ? [] : decoded.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['MESSAGE_CONTENT', '/DataInfo'],
      ['MESSAGE_CONTENT', '/InvApprResult/reason'],
      ['MESSAGE_REPEATED', '/InvApprResult'],
    ])
  })
})

describe.each(types)('%s', (type) => {
  const codec = codecs[type] as Codec
  // Not fc.double, which is nearly always nearly zero.
  const share = fc.nat(999_999).map((part) => part / 1_000_000)
  const xmlOf = (body: WireRecord) => Buffer.from(codec.encode(body, { envelope }) as Uint8Array).toString()

  /** Whatever is read without fault and keeps the rules comes back the same. */
  function survives(xml: string): void {
    const decoded = codec.decode(Buffer.from(xml))
    if (!('body' in decoded)) return
    const again = codec.encode(decoded.body, decoded)
    if (!(again instanceof Uint8Array)) return
    expect(comparable(codec.decode(again))).toEqual(comparable(decoded))
  }

  /** The codec writes the type even where it was left out; unknown elements settle where the table's order puts them. */
  function comparable(decoded: ReturnType<Codec['decode']>) {
    if (!('body' in decoded)) return decoded
    const { body, envelope: around, unknown } = decoded
    const head = around && { ...around.EnvelopInfo, message_type: type }
    return {
      body,
      head,
      pocket: around?.PocketInfo,
      unknown: unknown.map(({ parent, xml }) => `${parent} ${xml}`).sort(),
    }
  }

  test('cut off anywhere it is cut off, never another body', () => {
    const bytes = codec.encode(plainBody(type), { envelope }) as Uint8Array
    for (let end = 0; end < bytes.length; end += 10) {
      expect(codesOf(codec.decode(bytes.subarray(0, end)))).toEqual(['XML_TRUNCATED'])
      const kind = recognise(bytes.subarray(0, end))
      expect(typeof kind === 'string' ? kind : kind[0].code).toMatch(new RegExp(`^(${type}|XML_TRUNCATED)$`))
    }
    expect(codesOf(codec.decode(bytes))).toEqual(['read'])
  })

  test('with any characters changed it is read or refused, and what is read is written again as it stands', () => {
    const changed = fc.record({ at: share, to: fc.constantFrom(...'AZaz09-. /<>&;"\n\u0001é中') })
    fc.assert(
      fc.property(anyBody(type), fc.array(changed, { minLength: 1, maxLength: 3 }), (body, changes) => {
        let xml = xmlOf(body)
        for (const { at, to } of changes) {
          const place = Math.floor(at * xml.length)
          xml = xml.slice(0, place) + to + xml.slice(place + 1)
        }
        survives(xml)
      }),
      { numRuns: runs(60) },
    )
  })

  test('with elements moved, doubled, renamed or lost likewise', () => {
    const move = fc.record({ at: share, to: share, how: fc.constantFrom('move', 'double', 'rename', 'lose') })
    fc.assert(
      fc.property(anyBody(type), fc.array(move, { minLength: 1, maxLength: 4 }), (body, moves) => {
        const pieces = xmlOf(body).split(/(?=<)/)
        for (const { at, to, how } of moves) {
          const [from, goal] = [at, to].map((part) => Math.floor(part * pieces.length))
          // An element of text is two pieces: its start with the text, and its end.
          const [start, end = ''] = pieces.slice(from, from + 2)
          if (!end.startsWith('</') || !start.startsWith(`<${end.slice(2)}`)) continue
          const name = how === 'rename' ? 'rmk' : end.slice(2, -1)
          if (how !== 'double') pieces.splice(from, 2)
          if (how !== 'lose')
            pieces.splice(how === 'rename' ? from : goal, 0, `<${name}>${start.split('>')[1]}</${name}>`)
        }
        survives(pieces.join(''))
      }),
      { numRuns: runs(60) },
    )
  })
})

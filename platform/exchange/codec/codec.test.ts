import { runs } from '@jiamao/tests/big-numbers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyBody, bodyParts, envelope, plainBody, types } from './arbitraries.ts'
import { codecs } from './codecs.ts'
import type { Codec } from './define.ts'
import type { Part } from './parts.ts'

const codecOf = (type: (typeof types)[number]) => codecs[type] as Codec

function bytesOf(encoded: ReturnType<Codec['encode']>): Uint8Array {
  if (encoded instanceof Uint8Array) return encoded
  throw new Error(JSON.stringify(encoded))
}
function contentOf(decoded: ReturnType<Codec['decode']>) {
  if ('body' in decoded) return decoded
  throw new Error(JSON.stringify(decoded))
}

describe.each(types)('%s', (type) => {
  const codec = codecOf(type)

  test('any body comes back as it went, and its bytes again', () => {
    fc.assert(
      fc.property(anyBody(type), (body) => {
        const bytes = bytesOf(codec.encode(body, { envelope }))
        const decoded = contentOf(codec.decode(bytes))
        expect(decoded.body).toEqual(body)
        expect(decoded.unknown).toEqual([])
        expect(Buffer.from(bytesOf(codec.encode(decoded.body, decoded))).equals(bytes)).toBe(true)
        expect(codec.check(decoded.body)).toEqual([])
      }),
      { numRuns: runs(40) },
    )
  })

  test('the envelope comes back as it went; without one there is only the type', () => {
    const decoded = contentOf(codec.decode(bytesOf(codec.encode(plainBody(type), { envelope }))))
    const alone = contentOf(codec.decode(bytesOf(codec.encode(plainBody(type)))))
    if (decoded.envelope === undefined) return expect(alone.envelope).toBeUndefined()
    const { EnvelopInfo, PocketInfo } = envelope
    expect(decoded.envelope).toEqual({ EnvelopInfo: { ...EnvelopInfo, message_type: type }, PocketInfo })
    expect(alone.envelope).toEqual({ EnvelopInfo: { message_type: type } })
  })

  test('an unknown element is kept with its place and written back, wherever it stands', () => {
    const bytes = bytesOf(codec.encode(plainBody(type), { envelope }))
    const xml = Buffer.from(bytes).toString()
    const places = placesIn(xml, bodyParts(type))
    expect(places.length).toBeGreaterThan(3)
    for (const place of places) {
      const one = `<Newer kind="a&quot;b">1 &amp; <more></more>\n</Newer>`
      const grown = xml.slice(0, place) + one + one.replace('1 ', '2 ') + xml.slice(place)
      const decoded = contentOf(codec.decode(Buffer.from(grown)))
      expect(decoded.body).toEqual(plainBody(type))
      expect(decoded.unknown.map((unknown) => unknown.xml)).toEqual([one, one.replace('1 ', '2 ')])
      expect(Buffer.from(bytesOf(codec.encode(decoded.body, decoded))).toString()).toBe(grown)
    }
  })
})

/** Where an element may be put in: between two tags, neither inside a field nor inside the signature. */
function placesIn(xml: string, parts: readonly Part[]): number[] {
  const fields = new Set(namesOf(parts))
  for (const [name] of xml.matchAll(/(?<=<)\w+(?=>[^<]*<\/)/g)) fields.add(name)
  const start = Math.max(xml.indexOf('<Package'), xml.indexOf('?>') + 2)
  const places: number[] = []
  for (const { 0: before, index } of xml.matchAll(/<\/?(\w+)[^>]*>(?=<)/g)) {
    const opensField = !before.startsWith('</') && fields.has(before.slice(1, -1))
    if (index >= start && !opensField) places.push(index + before.length)
  }
  return places
}

const namesOf = (parts: readonly Part[]): string[] =>
  parts.flatMap((part) => ('parts' in part ? namesOf(part.parts) : [part.name]))

test('elements keep the observed order, those outside it follow when they hold something', () => {
  const xml = Buffer.from(bytesOf(codecs.INV101.encode(plainBody('INV101')))).toString()
  const head = xml.slice(xml.indexOf('<InvtHeadType>'), xml.indexOf('</InvtHeadType>'))
  const names = [...head.matchAll(/<(\w+)>/g)].map((match) => match[1])
  expect(names.slice(0, 5)).toEqual(['InvtHeadType', 'SeqNo', 'BondInvtNo', 'ChgTmsCnt', 'PutrecNo'])
  expect(names.indexOf('GenDecFlag')).toBe(51)
  expect(names.indexOf('InvtDclTime')).toBeGreaterThan(51)
  expect(xml).toMatch(/<\/InvtMessage><DelcareFlag>1<\/DelcareFlag><\/BussinessData>/)
  const bare = {
    ...plainBody('INV101'),
    InvtHeadType: { ...(plainBody('INV101').InvtHeadType as object), ListStat: undefined },
  }
  expect(Buffer.from(bytesOf(codecOf('INV101').encode(bare))).toString()).not.toContain('ListStat')
  const sparse = bytesOf(codecs.Root.encode({ resultFlag: '0' }))
  expect(Buffer.from(sparse).toString()).toContain('<resultFlag>0</resultFlag><failCode></failCode>')
  const refusal = Buffer.from(bytesOf(codecs.CommonResponeMessage.encode({ DealFlag: '-1' }))).toString()
  expect(refusal).not.toContain('SeqNo')
})

test('what the handbook messages of 2017 stand in for says so', () => {
  const marked = types.filter((type) => codecOf(type).mark !== undefined)
  expect(marked).toEqual(['EML200', 'EML121', 'EML211', 'EML221'])
})

test('a text is written in the form of Canonical XML', () => {
  const xml = Buffer.from(
    bytesOf(codecs.Root.encode({ resultFlag: '0', failInfo: `a<b>&"c"'d'\r\n\te]]>` })),
  ).toString()
  expect(xml).toContain(`<failInfo>a&lt;b&gt;&amp;"c"'d'&#xD;\n\te]]&gt;</failInfo>`)
})

test('an unknown element among lines goes back among them; without its neighbour, to the end', () => {
  const lines =
    '<CheckInfo><note>1</note></CheckInfo><CheckInfo><note>2</note></CheckInfo><Newer></Newer><CheckInfo><note>3</note></CheckInfo>'
  const head =
    '<HdeApprResult><etpsPreentNo>1</etpsPreentNo><manageResult>1</manageResult><manageDate>2024-11-23 14:05:09</manageDate></HdeApprResult>'
  const xml = `<Package><DataInfo><BussinessData><INV201>${head}${lines}</INV201></BussinessData></DataInfo></Package>`
  const { body, unknown } = contentOf(codecOf('INV201').decode(Buffer.from(xml)))
  expect(unknown).toEqual([{ parent: '', after: 'CheckInfo/1', xml: '<Newer></Newer>' }])
  const written = (one: typeof body) => Buffer.from(bytesOf(codecOf('INV201').encode(one, { unknown }))).toString()
  expect(written(body)).toContain(lines)
  expect(written({ ...body, CheckInfo: [{ note: '1' }] })).toContain('</CheckInfo><Newer></Newer></INV201>')
})

test('a large unknown element is kept whole', () => {
  const large = `<Newer>${Array.from({ length: 5000 }, (_, i) => `<n>${i}</n>`).join('')}</Newer>`
  const { unknown } = contentOf(codecOf('Root').decode(Buffer.from(`<Root>${large}</Root>`)))
  expect(unknown.map((one) => one.xml === large)).toEqual([true])
})

test('an unknown element whose record is gone is a problem, not a loss', () => {
  const body = { HdeApprResult: { etpsPreentNo: '1', manageResult: '1', manageDate: '2024-11-23 00:00:00' } }
  const unknown = [{ parent: '/BondInvtDt/0', after: 'rmk', xml: '<x></x>' }]
  expect(codecs.INV201.encode(body, { unknown })).toMatchObject([
    { code: 'MESSAGE_PLACE_GONE', pointer: '/BondInvtDt/0' },
  ])
  expect(() => codecs.INV201.encode(body, { unknown: [{ parent: '', xml: '<x></x><y></y>' }] })).toThrow(
    'not one element',
  )
})

import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bookNumbers,
  checklistNumbers,
  creditCheckDigit,
  creditCodes,
  customsCodes,
  declarationNumbers,
  hsCodes,
  newUuid,
  preentryNumbers,
  uuidOfHash,
  uuids,
} from './ids.ts'
import { faultOf, thrownBy } from './testing.ts'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const body = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 17, maxLength: 17 })
const code = body.map((first17) => first17 + creditCheckDigit(first17))
const sumOf = (text: string) => [...text].reduce((sum, c, i) => sum + alphabet.indexOf(c) * (3 ** i % 31), 0)

describe('credit code (GB 32100)', () => {
  // Public codes: the standard's own sample, the one of the message formats, and well-known firms' letterheads.
  test.each([
    '91350100M000100Y43',
    '91441900791176562Y',
    '9144030071526726XG',
    '914403001922038216',
    '91330100799655058B',
    '91110108551385082Q',
    '91110000802100433B',
    '91441900MA00000010',
    '91441900MA00000023',
  ])('%s is one', (text) => {
    expect(creditCodes.read(text)).toBe(text)
    expect(creditCheckDigit(text.slice(0, 17))).toBe(text[17])
  })

  test('where the sum is a multiple of 31 the check character is 0', () => {
    expect(sumOf('91441900MA0000001') % 31).toBe(0)
    expect(creditCheckDigit('91441900MA0000001')).toBe('0')
    expect(creditCheckDigit('0'.repeat(17))).toBe('0')
  })

  test('a code with its check character passes, and its weighted sum is 0 mod 31', () =>
    fc.assert(
      fc.property(code, (text) => {
        expect(creditCodes.read(text)).toBe(text)
        expect((sumOf(text.slice(0, 17)) + alphabet.indexOf(text[17])) % 31).toBe(0)
      }),
    ))

  test('one character mistaken for another is found, wherever it stands', () =>
    fc.assert(
      fc.property(code, fc.nat(17), fc.constantFrom(...alphabet), (text, place, other) => {
        fc.pre(text[place] !== other)
        const wrong = text.slice(0, place) + other + text.slice(place + 1)
        expect(faultOf(creditCodes.read(wrong)).code).toBe('ID_CREDIT_CODE')
      }),
    ))

  test('two neighbours in the wrong order are found, the check character among them', () =>
    fc.assert(
      fc.property(code, fc.nat(16), (text, place) => {
        fc.pre(text[place] !== text[place + 1])
        const wrong = text.slice(0, place) + text[place + 1] + text[place] + text.slice(place + 2)
        expect(faultOf(creditCodes.read(wrong)).code).toBe('ID_CREDIT_CODE')
      }),
    ))

  test.each([...'IOSVZ', 'a', '-', ' ', '９'])('%j is not a character of it', (letter) => {
    const first17 = `${letter}1441900791176562`
    for (const last of alphabet) expect(faultOf(creditCodes.read(first17 + last)).code).toBe('ID_CREDIT_CODE')
  })
})

const examples = [
  {
    identifier: customsCodes,
    code: 'ID_CUSTOMS_CODE',
    good: ['4419960174', '330261A004', '6104W6003C'],
    bad: ['441996017', '44199601744', 'A419960174', '441996017a', '4419-60174'],
  },
  {
    identifier: bookNumbers,
    code: 'ID_BOOK_NUMBER',
    good: [
      'C520719A0017',
      'C52079153896',
      'B52071150961',
      'E5214B0A0027',
      'E5213B0A0037',
      'H792218A0004',
      'T3111W000076',
      'T9008D000009',
      'L9013B19A008',
    ],
    bad: ['c520719A0017', '5520719A0017', 'C520719A001', 'C520719A00170', 'CX20719A0017', 'IE5214190006'],
  },
  {
    identifier: checklistNumbers,
    code: 'ID_CHECKLIST_NUMBER',
    good: ['QD311124E000097307', 'QD311124I000097307'],
    bad: ['QD311124X000097307', 'qd311124E000097307', 'QD311124E00009730', 'QD311124E0000973077', 'QC311124E000097307'],
  },
  {
    identifier: declarationNumbers,
    code: 'ID_DECLARATION_NUMBER',
    good: ['520720190579438584', '520720191579438584'],
    bad: ['520720192579438584', '520721190579438584', '52072019057943858', '5207201905794385844', 'A20720190579438584'],
  },
  {
    identifier: preentryNumbers,
    code: 'ID_PREENTRY_NUMBER',
    good: ['202400000122534496', '201900000000034151'],
    bad: ['302400000122534496', '20240000012253449', '2024000001225344966', 'I20240000012253449'],
  },
  {
    identifier: hsCodes,
    code: 'ID_HS_CODE',
    good: ['3908101200', '0000000000'],
    bad: ['390810120', '39081012000', '3908.1012.00', '39081012', '390810120X', '３９０８１０１２００'],
  },
  {
    identifier: uuids,
    code: 'ID_UUID',
    good: ['017f22e2-79b0-7cc3-98c4-dc0c0c07398f', '5c146b14-3c52-8afd-938a-375d0df1fbf6'],
    bad: ['017F22E2-79B0-7CC3-98C4-DC0C0C07398F', '017f22e279b07cc398c4dc0c0c07398f', '{017f22e2-79b0-7cc3-98c4}'],
  },
]

describe.each(examples)('$code', ({ identifier, code, good, bad }) => {
  test.each(good)('%s is one', (text) => {
    expect(identifier.read(text)).toBe(text)
    expect(identifier.parse(text)).toBe(text)
  })

  test.each(bad)('%s is none', (text) => {
    expect(faultOf(identifier.read(text))).toMatchObject({ code, values: { text } })
    expect(thrownBy(() => identifier.parse(text)).code).toBe(code)
  })

  test('nothing is trimmed, joined or guessed', () => {
    for (const text of ['', ` ${good[0]}`, `${good[0]} `, `${good[0]}\n`, `${good[0]}${good[0]}`])
      expect(faultOf(identifier.read(text)).code).toBe(code)
  })

  test('no text makes it throw', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9A-Z]{10,18}$/)), (text) => {
        const read = identifier.read(text)
        if (typeof read === 'string') expect(identifier.parse(text)).toBe(text)
        else faultOf(read)
      }),
    ))
})

describe('UUIDs', () => {
  const form = (version: number) =>
    new RegExp(`^[0-9a-f]{8}-[0-9a-f]{4}-${version}[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
  const instant = fc.integer({ min: 0, max: 2 ** 48 - 1 })

  test('version 7 begins with the milliseconds', () =>
    fc.assert(
      fc.property(instant, (ms) => {
        const id = newUuid(ms)
        expect(id).toMatch(form(7))
        expect(uuids.read(id)).toBe(id)
        expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(ms)
      }),
    ))

  test('the sample instant of RFC 9562', () => {
    expect(newUuid(1_645_557_742_000)).toMatch(/^017f22e2-79b0-7/)
  })

  test('a later one sorts after an earlier one', () =>
    fc.assert(
      fc.property(instant, fc.oneof(instant, fc.constantFrom(1, 2, 255, 256)), (a, other) => {
        const b = other <= 256 ? Math.min(a + other, 2 ** 48 - 1) : other
        fc.pre(a !== b)
        expect(newUuid(a) < newUuid(b)).toBe(a < b)
      }),
    ))

  test('ten thousand of one millisecond differ', () => {
    expect(new Set(Array.from({ length: 10_000 }, () => newUuid(0))).size).toBe(10_000)
  })

  test('version 8 is cut from the hash, and from nothing else', () =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 32 }), (hash) => {
        const before = [...hash]
        const id = uuidOfHash(hash)
        expect(id).toMatch(form(8))
        expect(uuidOfHash(Uint8Array.from(before))).toBe(id)
        expect(uuidOfHash(hash.subarray(0, 16))).toBe(id)
        expect([...hash]).toEqual(before)
      }),
    ))

  test('the version 8 example of RFC 9562, from SHA-256', () => {
    const space = Buffer.from('6ba7b8109dad11d180b400c04fd430c8', 'hex')
    const hash = createHash('sha256').update(space).update('www.example.com').digest()
    expect(uuidOfHash(hash)).toBe('5c146b14-3c52-8afd-938a-375d0df1fbf6')
  })

  test('another hash has another id', () =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.constantFrom(0, 5, 9, 15), (hash, place) => {
        const other = Uint8Array.from(hash)
        other[place] ^= 1
        expect(uuidOfHash(other)).not.toBe(uuidOfHash(hash))
      }),
    ))
})

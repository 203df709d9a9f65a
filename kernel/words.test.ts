import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fill, fillWords, quoted } from './words.ts'

test('a template takes text and whole numbers by name', () => {
  expect(fill('第 {line} 行：{asked} {unit}，第 {line} 行。', { line: 3, asked: '12.50000', unit: 'kg' })).toBe(
    '第 3 行：12.50000 kg，第 3 行。',
  )
})

test('a value of zero or of no characters is a value', () => {
  expect(fill('{n}/{text}/', { n: 0, text: '' })).toBe('0//')
})

test('a missing value is our fault: it throws and names the value and the template', () => {
  expect(() => fill('at most {left}', { asked: '1' })).toThrow('no value for {left} in: at most {left}')
})

test('both languages are filled, and each has to be complete', () => {
  expect(fillWords({ zh: '至多 {left}', en: 'at most {left}' }, { left: 2 })).toEqual({ zh: '至多 2', en: 'at most 2' })
  expect(() => fillWords({ zh: '至多', en: 'at most {left}' }, {})).toThrow('{left}')
})

test("a user's text that looks like a template is not filled again", () => {
  expect(fill('“{text}”', { text: '{secret} $& $1', secret: 'x' })).toBe('“{secret} $& $1”')
})

test('a quotation is short, well-formed and without control characters, whatever the text', () =>
  fc.assert(
    fc.property(fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((u) => String.fromCharCode(u)) }), (text) => {
      const shown = quoted(text)
      expect(shown.length).toBeLessThanOrEqual(40)
      expect(shown.isWellFormed()).toBe(true)
      expect(shown).not.toMatch(/\p{Cc}/u)
    }),
  ))

test('a quotation cut inside a character does not leave half of it', () => {
  expect(quoted(`${'a'.repeat(39)}😀`)).toBe(`${'a'.repeat(39)}\ufffd`)
  expect(quoted('12.5\u0000 千克')).toBe('12.5\ufffd 千克')
})

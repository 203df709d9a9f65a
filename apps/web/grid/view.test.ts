import { expect, test } from 'vitest'
import type { Finding } from '../api/types.ts'
import type { Field } from '../pages/fields.ts'
import { isWhole, orderOf, type Seen, type View, wholeView } from './view.ts'

const field = (name: string, kind: string, more = {}): Field => ({
  path: name.split('.'),
  field: { zh: name, en: name, kind, ...more },
})
const choices = { paid: { zh: '征税', en: 'Taxed' }, free: { zh: '免税', en: 'Free' } }
const fields = [
  field('part', 'text'),
  field('quantity', 'quantity'),
  field('unit.code', 'code'),
  field('duty', 'choice', { choices }),
]
const rows = [
  { part: 'M-10 铜丝', quantity: '1000.50', unit: { code: '035' }, duty: 'free' },
  { part: 'M-2 电阻', quantity: '9007199254740993' },
  { part: 'm-3 铜管', quantity: '约 5', duty: 'paid' },
  { quantity: '9007199254740992.5', unit: { code: '007' }, duty: 'free' },
  { part: 'M-10 铜丝', quantity: '-3' },
]
const finding = { effect: 'reject' } as Finding
const seen: Seen = {
  name: 'materials',
  rows,
  fields,
  marks: new Map([
    ['/materials/1/part', finding],
    ['/materials/4', finding],
    ['/products/0/part', finding],
  ]),
  language: 'zh',
}
const by = (key: string, isDescending = false): View => ({ ...wholeView, sort: { key, isDescending } })
const only = (key: string, is: View['filters'][string]['is'], text = ''): View => ({
  ...wholeView,
  filters: { [key]: { is, text } },
})

test.each<[string, View, number[]]>([
  ['nothing', wholeView, [0, 1, 2, 3, 4]],
  ['part, ascending: equals stay as they lie, empty comes last', by('part'), [1, 2, 0, 4, 3]],
  ['part, descending: empty comes last as well', by('part', true), [0, 4, 2, 1, 3]],
  ['quantity: exactly, what is no figure after them', by('quantity'), [4, 0, 3, 1, 2]],
  ['contains, in any case', only('part', 'contains', 'M-1'), [0, 4]],
  ['contains a figure as it is kept', only('quantity', 'contains', '00.5'), [0]],
  ['contains a figure as it is shown', only('quantity', 'contains', '1,000'), [0]],
  ['equals, however the figure is written', only('quantity', 'equals', '１,000.5'), [0]],
  ['equals, by the word of a choice', only('duty', 'equals', '免税'), [0, 3]],
  ['contains, by the word of a choice', only('duty', 'contains', '征'), [2]],
  ['is empty, inside a group', only('unit.code', 'empty'), [1, 2, 4]],
  ['has a finding of the gate', only('part', 'finding'), [1]],
  ['has what cannot be understood', only('quantity', 'finding'), [2]],
  ['lines with problems', { ...wholeView, isProblemsOnly: true }, [1, 2, 4]],
  ['filtered and sorted', { ...only('duty', 'equals', 'free'), sort: { key: 'quantity', isDescending: true } }, [3, 0]],
  [
    'both filters',
    { ...wholeView, filters: { part: { is: 'contains', text: '铜' }, duty: { is: 'empty', text: '' } } },
    [4],
  ],
])('by %s', (_, view, order) => expect(orderOf(seen, view)).toEqual(order))

test('a view without sort and filters is the whole', () => {
  expect(isWhole(wholeView)).toBe(true)
  expect([by('part'), only('part', 'empty'), { ...wholeView, isProblemsOnly: true }].map(isWhole)).toEqual([
    false,
    false,
    false,
  ])
})

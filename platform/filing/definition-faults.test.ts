import { content, group, text } from '@jiamao/kernel/fields'
import { expect, test } from 'vitest'
import type { AnyFiling } from './define.ts'
import { defineFiling, defineModule } from './define.ts'
import { faultsOfDefinitions } from './definition-faults.ts'

const number = text({ zh: '编号', en: 'Number', max: 20 })
const Paper = content({ head: group({ zh: '表头', en: 'Head' }, { number }) })
const paper = (id: `enterprise.${string}`, more: Partial<AnyFiling> = {}) =>
  defineFiling({
    id,
    name: { zh: '单证', en: 'Paper' },
    ground: '–',
    document: id,
    content: Paper,
    filer: { party: 'enterprise', role: 'clerk', mandate: 'never' },
    key: ({ head }) => head.number,
    title: () => ({ zh: '单证', en: 'Paper' }),
    checks: [],
    views: {},
    example: { head: { number: '1' } },
    ...more,
  })
const first = paper('enterprise.first')
const faultsWith = (more: Partial<AnyFiling>) =>
  faultsOfDefinitions(
    [
      defineModule({
        id: 'enterprise/papers',
        no: 1,
        name: { zh: '单证', en: 'Papers' },
        party: 'enterprise',
        filings: [first, paper('enterprise.second', more)],
      }),
    ],
    [],
  )
const changes = () => '1'

test('an amendment says of which known document it is one, and nothing else does', () => {
  const on = { filing: first.id, as: 'amendment' } as const
  expect(faultsWith({ on, changes })).toEqual([])
  expect(faultsWith({ on })).toEqual(['enterprise.second is an amendment and does not say of what'])
  expect(faultsWith({ changes })).toEqual(['enterprise.second changes a document and is no amendment'])
  expect(faultsWith({ on: { ...on, filing: 'enterprise.third' }, changes })).toEqual([
    'enterprise.second is on enterprise.third, which there is not',
  ])
})

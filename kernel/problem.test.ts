import { expect, test } from 'vitest'
import { defineProblem, Problem } from './problem.ts'
import { thrownBy } from './testing.ts'

const notEnough = defineProblem({
  code: 'TEST_NOT_ENOUGH',
  status: 409,
  zh: { title: '余量不足', detail: '申报 {asked}，可用 {left}。', remedy: '改为不超过 {left}。' },
  en: { title: 'Not enough left', detail: '{asked} asked, {left} is free.', remedy: 'Ask for at most {left}.' },
})

test('a problem is thrown as an error with its kind, and its message is for the log', () => {
  const problem = notEnough({ asked: '5.00000', left: '2.00000' })
  expect(problem).toBeInstanceOf(Error)
  expect(problem).toBeInstanceOf(Problem)
  expect(problem.name).toBe('Problem')
  expect(problem.message).toBe('TEST_NOT_ENOUGH: 5.00000 asked, 2.00000 is free.')
  expect(problem.kind).toBe(notEnough.kind)
  expect(problem.kind.status).toBe(409)
})

test('it speaks one language at a time, detail and remedy filled', () => {
  const problem = notEnough({ asked: '5', left: '2' })
  expect(problem.text('zh')).toEqual({ title: '余量不足', detail: '申报 5，可用 2。', remedy: '改为不超过 2。' })
  expect(problem.text('en')).toEqual({
    title: 'Not enough left',
    detail: '5 asked, 2 is free.',
    remedy: 'Ask for at most 2.',
  })
})

test('as an item it has both languages, its values and its place', () => {
  expect(notEnough({ asked: '5', left: '2' }, { pointer: '/lines/2/quantity' }).item()).toEqual({
    pointer: '/lines/2/quantity',
    code: 'TEST_NOT_ENOUGH',
    message: { zh: '申报 5，可用 2。', en: '5 asked, 2 is free.' },
    remedy: { zh: '改为不超过 2。', en: 'Ask for at most 2.' },
    values: { asked: '5', left: '2' },
  })
})

test('without a place the item has no pointer; the place "" is the whole content', () => {
  const values = { asked: '5', left: '2' }
  expect(notEnough(values).item()).not.toHaveProperty('pointer')
  expect(notEnough(values, { pointer: '' }).item()).toHaveProperty('pointer', '')
})

test('a value left out is our fault and throws, at once or in the language that needs it', () => {
  expect(() => notEnough({ asked: '5' })).toThrow('no value for {left}')
  const uneven = defineProblem({ ...notEnough.kind, en: { title: 'x', detail: 'x', remedy: 'x' } })
  expect(() => uneven().text('zh')).toThrow('no value for {asked}')
})

test('what the tests call a problem is one: other errors and silence are not', () => {
  expect(
    thrownBy(() => {
      throw notEnough({ asked: '5', left: '2' })
    }).code,
  ).toBe('TEST_NOT_ENOUGH')
  expect(() => thrownBy(() => null)).toThrow('nothing was thrown')
  expect(() => thrownBy(() => fillNothing())).toThrow('ours')
})

const fillNothing = () => {
  throw new Error('ours')
}

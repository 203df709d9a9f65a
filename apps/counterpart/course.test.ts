import { type LocalDate, type Moment, msOf, startOf } from '@jiamao/kernel/time'
import type { Bodies } from '@jiamao/platform/exchange/codec'
import { describe, expect, test } from 'vitest'
import { workdaysAfter } from './clock.ts'
import { courseOf, dueOf } from './course.ts'
import type { Filed, Stage } from './facts.ts'
import { checklistBody } from './sample-messages.ts'
import { readSteering, steeringIn } from './steering.ts'

const today = '2020-03-02' as LocalDate
const now = { at: '2026-01-01T00:00:00.000+08:00' as Moment, on: startOf(today), today }

const filed = (mode: string, ownNumber = 'INV-1'): Filed => ({
  id: 'd0000000001',
  upload: { company: '4419940001', business: 'Sas', name: 'a.zip', identity: '1-1' },
  type: 'INV101',
  declaration: '1',
  ownNumber,
  seqNo: '202000000000000001',
  round: 0,
  body: checklistBody(ownNumber, 'C520720A0001', {
    mode,
    direction: 'I',
    goods: 'I',
    quantity: '1',
  }) as Bodies['INV101'],
})

/** Seconds that each stage waits for, by the machine's clock. */
function waits(ownNumber: string): Record<string, number> {
  const document = filed('0644', ownNumber)
  const steering = steeringIn(ownNumber)
  const course = courseOf(document, steering, true)
  return Object.fromEntries(
    course.map((stage, i) => {
      const due = dueOf(document, steering, { stage, before: course[i - 1] }, now)
      expect(due.on).toBeUndefined()
      return [stage, (msOf(due.at) - msOf(now.at)) / 1000]
    }),
  )
}

describe('the digit', () => {
  const none = { imported: 0, takenIn: 0, reserved: 0, declared: 0, final: 0, booked: 0 }
  test.each([
    ['SIM-A3-1', { ...none, takenIn: 5 }],
    ['SIM-D2-1', { imported: 2, takenIn: 2, reserved: 2, declared: 2, final: 2, booked: 2 }],
    ['SIM-P9-1', { ...none, final: 86_400 }],
    ['SIM-M8-1', { imported: 0, takenIn: 0, manual: 0, reserved: 3600, declared: 0, final: 0, booked: 0 }],
    ['SIM-J7-1', { ...none, contradicted: 300 }],
    ['SIM-K6-1', { ...none, completed: 60 }],
    ['SIM-L5-1', { ...none, late: 30 }],
    ['SIM-G4-1', { ...none, moved: 10 }],
    ['SIM-S4-1', none],
    ['SIM-W4-1', none],
    ['SIM-I4-1', { imported: 0 }],
    ['SIM-Z4-1', { imported: 0, notTakenIn: 10 }],
  ])('of %s', (ownNumber, expected) => {
    expect(waits(ownNumber)).toEqual(expected)
  })

  test('is part of the form', () => {
    expect(steeringIn('HB-SIM-A0-1')).toBeUndefined()
    expect(steeringIn('SIM-A-1')).toBeUndefined()
    expect(steeringIn('SIM-A0')).toBeUndefined()
    expect(steeringIn('SIM-a0-1')).toBeUndefined()
    expect(steeringIn('SIM-E0-12-1')).toMatchObject({ arg: '12', delayMs: 0 })
    expect(steeringIn('SIM-E0-12')?.arg).toBeUndefined()
    expect(readSteering('E1-3')).toMatchObject({ arg: '3', delayMs: 1000 })
    expect(() => readSteering('3E')).toThrow('3E is no letter')
  })
})

describe('without steering', () => {
  const final = (document: Filed, day: LocalDate, stage: Stage = 'final') =>
    dueOf(document, undefined, { stage, before: 'reserved' }, { ...now, today: day })

  test('duty on a domestic sale takes two working days', () => {
    expect(final(filed('0644'), today)).toEqual({ stage: 'final', at: now.at, on: '2020-03-04' })
    expect(final(filed('0245'), '2020-03-06' as LocalDate).on).toBe('2020-03-10')
    expect(final(filed('0615'), today).on).toBeUndefined()
    expect(final(filed('0644'), today, 'booked').on).toBeUndefined()
  })

  test('a report is looked at on the third working day', () => {
    const report: Filed = { ...filed('0644'), type: 'EML121', body: {} }
    expect(final(report, '2020-03-05' as LocalDate, 'passed').on).toBe('2020-03-10')
    expect(final(report, today).on).toBeUndefined()
  })

  test('working days are Monday to Friday', () => {
    const after = (date: string, n: number) => workdaysAfter(date as LocalDate, n)
    expect(after('2020-03-06', 1)).toBe('2020-03-09')
    expect(after('2020-03-07', 1)).toBe('2020-03-09')
    expect(after('2020-03-02', 5)).toBe('2020-03-09')
    expect(after('1999-12-31', 1)).toBe('2000-01-03')
  })
})

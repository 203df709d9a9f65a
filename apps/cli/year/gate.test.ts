import { file, requestOf } from '@jiamao/platform/filing'
import { makePlatform, type TestPlatform } from '@jiamao/tests/platform'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFirms } from './goods.ts'
import { setUpOf } from './set-up.ts'

let p: TestPlatform
beforeAll(async () => {
  p = await makePlatform('2020-01-02')
})
afterAll(() => p.drop())

interface Answer {
  readonly state?: string
  readonly findings?: readonly { readonly check: string; readonly effect: string }[]
}

// The lists of prohibited and restricted goods were entered by nobody (R2.13), and the contract is not attached yet: both are said.
const said = ['warn R2.LISTS', 'warn PAPERS']

test.each(readFirms().map((firm) => [firm.key, firm] as const))(
  'the handbook of %s passes the gate',
  async (_, firm) => {
    const { name, creditCode, customsCode } = firm
    const organisation = await p.engine.directory.add(
      { party: 'enterprise', name, creditCode, customsCode },
      p.clock.machine(),
    )
    const clerk = await p.subject(organisation, 'customsClerk')
    const wire = setUpOf(firm, `${customsCode}Y1`, '2020-12-31')
    const opening = { type: 'enterprise.handbook.establish', wire, origin: 'typed' as const }
    const { status, body } = await file(p.engine, clerk, opening, requestOf(firm.key, 'set-up'))
    const { state, findings = [] } = body as unknown as Answer
    expect(findings.map(({ check, effect }) => `${effect} ${check}`)).toEqual(said)
    expect({ status, state }).toEqual({ status: 201, state: 'submitted' })
  },
)

import { exampleHandbook } from '@jiamao/modules/enterprise/handbook/example'
import { exampleRegistration } from '@jiamao/modules/enterprise/registry/example'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { World } from './world.ts'

const world = new World({ JIAMAO_CLOCK: '2020-01-02@0' })
let token = ''
let operator = ''
beforeAll(async () => {
  await world.start()
  operator = world.token('operator')
  const security = world.token('operator', 'securityAdmin')
  const { name, creditCode, customsCode } = exampleRegistration.head
  const json = { party: 'enterprise', name, creditCode, customsCode }
  const firm = await world.ask<{ id: string }>('/api/v1/organisations', { token: security, json })
  const person = await world.ask<{ token: string }>(`/api/v1/organisations/${firm.body.id}/people`, {
    token: security,
    json: { name: '关务员', roles: ['customsClerk'] },
  })
  token = person.body.token
  await world.ask('/api/v1/filings/enterprise.registration?submit=true', { token, json: exampleRegistration })
})
afterAll(() => world.end())

/** Files a handbook that asks the customs counterpart for a manner of answering (I17.1). */
async function filed(letter: string): Promise<string> {
  const json = structuredClone(exampleHandbook)
  json.head.ownNumber = `SIM-${letter}-1`
  const { status, body } = await world.ask<{ id: string }>(
    '/api/v1/filings/enterprise.handbook.establish?submit=true',
    {
      token,
      json,
    },
  )
  expect(status).toBe(201)
  return body.id
}

const stateOf = async (id: string) =>
  (await world.ask<{ state: string; known: Record<string, string> }>(`/api/v1/filings/${id}`, { token })).body

interface Item {
  readonly id: string
  readonly kind: string
  readonly why: string
  readonly link: string
  readonly enterprise: string | null
}
const desk = async () => (await world.ask<{ items: Item[] }>('/api/v1/exchange/desk', { token: operator })).body.items

async function until<T>(what: string, ask: () => Promise<T | undefined>, seconds = 30): Promise<T> {
  for (let turn = 0; turn < seconds * 10; turn++) {
    const found = await ask()
    if (found !== undefined) return found
    await new Promise((later) => setTimeout(later, 100))
  }
  throw new Error(`not seen: ${what}`)
}

const ends = (id: string, state: string) =>
  until(`${id} ${state}`, async () => ((await stateOf(id)).state === state ? true : undefined))

const accepted = {
  A0: 'accepted whatever the books say',
  D1: 'every answer late',
  E0: 'every answer twice',
  'E0-9': 'every answer nine times',
  F0: 'the answers backwards',
  G1: 'all answers before the file is seen as sent',
  K1: 'receipts cut off, complete ones later',
  M0: 'a person looks first',
  O0: 'garbage beside the answer',
  Q0: 'an answer under a number that nobody knows',
  T0: 'an answer to something of long ago',
  U0: 'the file into FailBox once',
  V0: 'elements of a newer schema',
  X0: 'hostile XML beside the answer',
  Y0: "another company's answer",
}
test.each(Object.entries(accepted))(
  '%s: %s; the handbook comes into force once',
  async (letter) => {
    const id = await filed(letter)
    await ends(id, 'accepted')
    const { known } = await stateOf(id)
    expect(known.number).toMatch(/^C5207\d{2}[A-Z]\d{4}$/)
    const { body } = await world.ask<{ items: object[] }>(`/api/v1/registers/handbook?book=${known.number}`, { token })
    expect(body.items.length).toBe(1)
    const history = await world.ask<{ items: { event: string }[] }>(`/api/v1/filings/${id}/history`, { token })
    expect(history.body.items.filter(({ event }) => event === 'accept').length).toBe(1)
  },
  60_000,
)

test('B0: the import is refused; the clerk has it back with the reason', async () => {
  const id = await filed('B0')
  await ends(id, 'returned')
  const { body } = await world.ask<{ items: { event: string; reason: string | null }[] }>(
    `/api/v1/filings/${id}/history`,
    { token },
  )
  expect(body.items.findLast(({ event }) => event === 'sendBack')?.reason).toMatch(/\S/)
})

test('C0: customs rejects; nothing comes into force', async () => {
  const id = await filed('C0-7')
  await ends(id, 'rejected')
  expect((await stateOf(id)).known.number).toBeUndefined()
})

test('J1: a contradiction after the end changes nothing and lies on the desk', async () => {
  const id = await filed('J1')
  await ends(id, 'accepted')
  await until('the contradiction', async () => (await desk()).find(({ why }) => why === 'contradicts'))
  expect((await stateOf(id)).state).toBe('accepted')
})

test('what could not be read or matched is kept, shown to the operator, and ended with a reason', async () => {
  // A file that cannot be read may still be being written: it gets a minute before a person is called.
  const noise = async () => {
    const found = await desk()
    return found.some(({ kind }) => kind === 'raw') ? found : undefined
  }
  const items = await until('the noise', noise, 90)
  const raw = items.find(({ kind }) => kind === 'raw')
  expect(raw).toBeDefined()
  const { kind, link, id } = raw as Item
  const dismissed = await world.ask('/api/v1/exchange/desk/dismiss', {
    token: operator,
    json: { kind, link, id, reason: '对方误投，已电话确认' },
  })
  expect(dismissed.status).toBe(200)
  expect((await desk()).some((item) => item.id === id)).toBe(false)
  const said = await world.command(['ledger', 'verify', '--json'])
  expect(JSON.parse(said.out)).toMatchObject({ mismatches: [] })
}, 120_000)

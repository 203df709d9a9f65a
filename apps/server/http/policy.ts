import { newUuid } from '@jiamao/kernel/ids'
import { isFault, rates } from '@jiamao/kernel/numbers'
import { defineProblem } from '@jiamao/kernel/problem'
import { readDate } from '@jiamao/kernel/time'
import { publish } from '@jiamao/platform/policy'
import type { Door } from './app.ts'

const notRate = defineProblem({
  code: 'POLICY_RATE',
  status: 422,
  zh: {
    title: '汇率不正确',
    detail: '币制“{currency}”、汇率“{rate}”、起始日“{from}”、截止日“{to}”有误。',
    remedy:
      '币制取代码表，汇率为大于 0、最多 9 位小数的数（一单位外币合人民币元），日期如 2020-01-02，截止日不早于起始日。',
  },
  en: {
    title: 'Not a rate',
    detail: 'Currency "{currency}", rate "{rate}", from "{from}" or to "{to}" is wrong.',
    remedy:
      'A code of the currency list; a rate above 0 with at most 9 decimals (yuan per unit); days such as 2020-01-02, the last not before the first.',
  },
})

interface RateBody {
  readonly rate: string
  readonly from: string
  readonly to: string
  readonly ground: string
}

/** What the platform cannot know and an office enters, dated and signed (R7.21: customs' rate of exchange). */
export const policyDoors: Door = (server, { engine }) => {
  server.get('/api/v1/policy/exchange-rates', { config: { access: 'signedIn', scope: 'any' } }, () => {
    const policy = engine.policies.inForce(engine.clock.today(), engine.clock.machine())
    const items = [...policy.catalogue('exchange-rate').rows()].map(({ key: currency, ...row }) => ({
      currency,
      ...row,
    }))
    return Promise.resolve({ on: policy.on, items, next: null })
  })

  server.put<{ Params: { currency: string }; Body: RateBody }>(
    '/api/v1/policy/exchange-rates/:currency',
    { config: { access: { party: 'customs', role: 'officer' } }, schema: { body: rateBody } },
    async ({ subject, params: { currency }, body }) => {
      const { rate, from, to, ground } = body
      const policy = engine.policies.inForce(engine.clock.today(), engine.clock.machine())
      const value = rates.read(rate)
      const right =
        policy.lists.has('currency', currency) &&
        ![value, readDate(from), readDate(to)].some(isFault) &&
        value !== 0n &&
        from <= to
      if (!right) throw notRate({ currency: currency.slice(0, 8), rate: rate.slice(0, 24), from, to })
      // An edition of its own: from this moment it is known, and what was judged before is not changed.
      const edition = `${policy.edition.split('+')[0]}+rate.${currency}.${newUuid().slice(-8)}`
      const name = { zh: `汇率 ${currency} ${from} 起`, en: `Rate of ${currency} from ${from}` }
      const rows = [
        { kind: 'catalogue', id: 'exchange-rate', key: currency, validFrom: from, validTo: to, body: { rate, ground } },
      ] as const
      await publish(engine.store, { id: edition, name, ground, rows }, [subject.person], engine.clock.machine())
      await engine.policies.reload()
      return { currency, rate, from, to, ground, edition }
    },
  )
}

const dayText = { type: 'string', minLength: 10, maxLength: 10 }
const rateBody = {
  type: 'object',
  properties: {
    rate: { type: 'string', maxLength: 24 },
    from: dayText,
    to: dayText,
    ground: { type: 'string', minLength: 1, maxLength: 200, description: 'the announcement that fixed it' },
  },
  required: ['rate', 'from', 'to', 'ground'],
  additionalProperties: false,
}

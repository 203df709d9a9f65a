import { creditCodes, customsCodes } from '@jiamao/kernel/ids'
import { isFault } from '@jiamao/kernel/numbers'
import { defineProblem } from '@jiamao/kernel/problem'
import { momentOf, msOf, readDate, startOf } from '@jiamao/kernel/time'
import { noteAppointment } from '@jiamao/platform/oversight'
import type { Door } from './app.ts'

const fixedClock = defineProblem({
  code: 'CLOCK_FIXED',
  status: 409,
  zh: {
    title: '业务时间不可调整',
    detail: '本平台按真实时间运行。',
    remedy: '只有演示环境（JIAMAO_DEMO=on，且未设 JIAMAO_CLOCK=real）可以调整业务时间。',
  },
  en: {
    title: 'Business time is fixed',
    detail: 'This platform runs on real time.',
    remedy: 'Only a demo (JIAMAO_DEMO on, JIAMAO_CLOCK not real) lets business time be moved.',
  },
})
const notMoment = defineProblem({
  code: 'CLOCK_MOMENT',
  status: 422,
  zh: {
    title: '时间不正确',
    detail: '“{text}”不是日期或时间。',
    remedy: '填写 2020-01-02 或 2020-01-02T09:00:00+08:00，或 real。',
  },
  en: {
    title: 'Not a time',
    detail: '"{text}" is neither a day nor a moment.',
    remedy: 'Give 2020-01-02, or 2020-01-02T09:00:00+08:00, or real.',
  },
})

/** Who takes part, and what time it is. */
export const administrationDoors: Door = (server, { engine, clock, settings }) => {
  const { directory } = engine

  server.get('/api/v1/me', { config: { access: 'signedIn', scope: 'any' } }, ({ subject }) => Promise.resolve(subject))

  server.get('/api/v1/organisations', { config: { access: 'signedIn', scope: 'any' } }, () =>
    Promise.resolve({ items: directory.all(), next: null }),
  )

  server.post<{ Body: { party: string; name: string; creditCode?: string; customsCode?: string } }>(
    '/api/v1/organisations',
    { config: { access: { party: 'operator', role: 'securityAdmin' } }, schema: { body: organisationBody } },
    async ({ subject, body }, reply) => {
      const { party, name, creditCode = null, customsCode = null } = body
      const known = creditCode === null ? undefined : directory.byCreditCode(creditCode)
      if (known && known.customsCode === customsCode && known.party === party) return reply.code(200).send(known)
      if (creditCode !== null) creditCodes.parse(creditCode)
      if (customsCode !== null) customsCodes.parse(customsCode)
      const made = await directory.add({ party, name, creditCode, customsCode }, engine.clock.machine())
      await noteAppointment(engine.store, engine.clock, subject, made.id, 'party.add', { party, name })
      return reply.code(201).send(made)
    },
  )

  server.get('/api/v1/clock', { config: { access: 'signedIn', scope: 'any' } }, () =>
    Promise.resolve({
      now: engine.clock.now(),
      today: engine.clock.today(),
      machine: engine.clock.machine(),
      setting: clock.setting(),
      movable: movable(),
    }),
  )

  const movable = () => !settings.production && settings.clock?.mode !== 'real'

  server.put<{ Body: { now: string; rate?: number } }>(
    '/api/v1/clock',
    { config: { access: { party: 'operator', role: 'operator' } }, schema: { body: clockBody } },
    async ({ subject, body }) => {
      if (!movable()) throw fixedClock()
      await clock.move(settingOf(body.now, body.rate ?? 1), subject.person)
      return { now: engine.clock.now(), today: engine.clock.today(), setting: clock.setting() }
    },
  )
}

function settingOf(now: string, rate: number) {
  if (now === 'real') return { mode: 'real' } as const
  const date = readDate(now)
  const at = momentOf(Date.now())
  if (!isFault(date)) return { mode: 'set', start: startOf(date), at, rate } as const
  try {
    return { mode: 'set', start: momentOf(msOf(now)), at, rate } as const
  } catch {
    throw notMoment({ text: now.slice(0, 40) })
  }
}

const organisationBody = {
  type: 'object',
  properties: {
    party: {
      type: 'string',
      enum: [
        'enterprise',
        'commerce',
        'customs',
        'inspection',
        'forex',
        'market',
        'tax',
        'finance',
        'broker',
        'operator',
      ],
    },
    name: { type: 'string', minLength: 1, maxLength: 512 },
    creditCode: { type: 'string', maxLength: 18 },
    customsCode: { type: 'string', maxLength: 10 },
  },
  required: ['party', 'name'],
  additionalProperties: false,
}
const clockBody = {
  type: 'object',
  properties: { now: { type: 'string', maxLength: 40 }, rate: { type: 'number', minimum: 0, maximum: 100_000 } },
  required: ['now'],
  additionalProperties: false,
}

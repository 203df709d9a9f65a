import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { defineProblem } from '@jiamao/kernel/problem'
import type { Moment } from '@jiamao/kernel/time'
import { run, type Store, sql } from '../store/index.ts'

/** An organisation that takes part: an enterprise, an office of an agency, a broker, the operator. */
export interface Organisation {
  readonly id: Uuid
  readonly party: string
  readonly name: string
  readonly creditCode: string | null
  readonly customsCode: string | null
}

/** Who takes part, by party and by number. */
export interface Directory {
  /** The office of a party in this region. */
  office(party: string): Uuid | undefined
  organisation(id: Uuid): Organisation | undefined
  byCreditCode(code: string): Organisation | undefined
  all(): readonly Organisation[]
  /** Adds an organisation; an enterprise also gets its home on this shard. @throws IDENTITY_KNOWN for a known number */
  add(organisation: Omit<Organisation, 'id'>, at: Moment): Promise<Organisation>
}

const known = defineProblem({
  code: 'IDENTITY_KNOWN',
  status: 409,
  zh: {
    title: '该单位已登记',
    detail: '信用代码 {creditCode} 或海关编码 {customsCode} 已登记。',
    remedy: '使用已登记的单位；若有人冒用，联系运行岗。',
  },
  en: {
    title: 'Already registered',
    detail: 'Credit code {creditCode} or customs code {customsCode} is registered.',
    remedy: 'Use the registered organisation; if somebody misuses your number, call the operator.',
  },
})

/** Loads the directory and keeps it current for what this process adds. */
export async function loadDirectory(store: Store): Promise<Directory> {
  const organisations = new Map<Uuid, Organisation>()
  const load = async () => {
    const found = await store.call<Organisation>(sql`
      select id, party, name, credit_code as "creditCode", customs_code as "customsCode" from organisation order by at, id`)
    for (const organisation of found) organisations.set(organisation.id, organisation)
  }
  await load()
  const find = (test: (organisation: Organisation) => boolean) => [...organisations.values()].find(test)
  return {
    office: (party) => find((organisation) => organisation.party === party)?.id,
    organisation: (id) => organisations.get(id),
    byCreditCode: (code) => find(({ creditCode }) => creditCode === code),
    all: () => [...organisations.values()],
    add: async (organisation, at) => {
      const made = { ...organisation, id: newUuid() }
      try {
        await insert(store, made, at)
      } catch (error) {
        if ((error as { code?: string }).code !== '23505') throw error
        await load()
        throw known({ creditCode: made.creditCode ?? '—', customsCode: made.customsCode ?? '—' })
      }
      organisations.set(made.id, made)
      return made
    },
  }
}

const insert = (store: Store, { id, party, name, creditCode, customsCode }: Organisation, at: Moment) =>
  store.tx({ enterprise: id, organisation: id, stance: 'engine' }, async (tx) => {
    await run(tx, sql`insert into organisation values (${id}, ${party}, ${name}, ${creditCode}, ${customsCode}, ${at})`)
    await run(tx, sql`insert into tenant_home values (${id}, 'here')`)
  })

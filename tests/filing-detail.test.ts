/** Where a filing stands, what changed between its versions, what its parties said: for its owner and for the others. */
import {
  editDraft,
  listNotices,
  look,
  readContent,
  readDifferences,
  readHistory,
  readStanding,
  readTalk,
  readVersions,
  readView,
  requestOf,
  say,
  submit,
} from '@jiamao/platform/filing'
import { type Subject, setRoles } from '@jiamao/platform/identity'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Desk, deskOf, twoProducts } from './books.ts'
import { ask } from './database.ts'
import { makePlatform, type TestPlatform } from './platform.ts'

let p: TestPlatform
let clerk: Subject
let officer: Subject
let desk: Desk
beforeAll(async () => {
  // A Thursday before a weekend.
  p = await makePlatform('2020-01-02')
  clerk = await p.subject(p.firm, 'customsClerk')
  officer = await p.subject(p.offices.customs, 'officer')
  desk = deskOf(p, clerk)
})
afterAll(() => p.drop())

const establish = 'enterprise.handbook.establish'
const standing = (subject: Subject, id: string) =>
  look(p.engine, subject, id as never, 'standing', async (tx, place) =>
    readStanding(p.engine, tx, place, await readView(tx, place)),
  )
const placeOf = (id: string) => ({ enterprise: p.firm.id, id: id as never })

describe('who acted', () => {
  test('stays named on what they did after they left, for their own office only, and nowhere else', async () => {
    const leaver = await p.subject(p.firm, 'customsClerk')
    const { filed } = await deskOf(p, leaver).file(establish, twoProducts('HB-L1'))
    const said = await say(p.engine, leaver, placeOf(filed.id), '请尽快', requestOf('left'))
    expect(said.status).toBe(201)
    const other = await p.subject(p.firm, 'customsClerk', 'administrator')
    const read = (by: Subject) =>
      look(p.engine, by, filed.id as never, 'history', async (tx, place) => ({
        first: (await readHistory(p.engine, tx, place))[0],
        talk: (await readTalk(p.engine, tx, place))[0],
      }))
    const named = { person: '测试人员', hasLeft: false }
    expect(await read(other)).toMatchObject({ first: named, talk: named })
    expect(await setRoles(p.db.store, other, leaver.person, null, p.clock)).toBe(true)
    const left = { ...named, hasLeft: true }
    expect(await read(other)).toMatchObject({ first: left, talk: left })
    // Another office learns no name, also where the person has worked there once, or works there now.
    await ask(
      p.db.owner,
      `insert into platform.membership (person_id, organisation_id, roles) values ('${leaver.person}', '${officer.organisation}', '{officer}')`,
    )
    expect(await read(officer)).toMatchObject({ first: { person: null }, talk: { person: null } })
  })
})

describe('where it stands', () => {
  test('customs holds what was submitted, by name, until the end of the last working day of its promise', async () => {
    const { filed } = await desk.file(establish, twoProducts('HB-S1'))
    p.moveTo('2020-01-06')
    const { holder, offices } = await standing(clerk, filed.id)
    expect(holder).toMatchObject({ party: 'customs', name: '凤岗海关', since: '2020-01-02T00:00:00.000+08:00' })
    const customs = offices.find(({ does }) => does === 'decide')
    expect(customs).toMatchObject({ party: 'customs', name: '凤岗海关', state: 'open', dueAt: holder?.dueAt })
    // Friday and Monday are gone.
    expect(holder?.days?.used).toBe(2)
    expect(holder?.dueAt).toMatch(/^2020-01-\d\dT23:59:59\.999\+08:00$/)
    // Customs sees the same of it.
    expect((await standing(officer, filed.id)).holder).toEqual(holder)

    await desk.answer(filed.id, 'sendBack')
    expect((await standing(clerk, filed.id)).holder).toMatchObject({ party: 'enterprise', name: p.firm.name })
    await p.engine.store.tx({ enterprise: p.firm.id, organisation: p.firm.id, stance: 'owner' }, async (tx) => {
      const history = await readHistory(p.engine, tx, placeOf(filed.id))
      expect(history.map(({ event, organisation, person }) => [event, organisation, person])).toEqual([
        ['open', p.firm.name, '测试人员'],
        ['submit', p.firm.name, '测试人员'],
        ['sendBack', '凤岗海关', null],
      ])
    })
  })

  test('what has ended is with nobody, and who is only told was told', async () => {
    const filed = await desk.accepted(establish, twoProducts('HB-S2'), {
      number: 'C520720A0201',
      preentryNumber: '202000000000000201',
    })
    const { holder, offices } = await standing(clerk, filed.id)
    expect(holder).toBeNull()
    expect(new Set(offices.map(({ does, state }) => `${does} ${state}`))).toEqual(
      new Set(offices.map(({ does }) => (does === 'inform' ? 'inform told' : `${does} done`))),
    )
  })
})

describe('versions', () => {
  test('a filing that was sent back says what its next version changed; before that, what is being written', async () => {
    const wire = twoProducts('HB-V1')
    const { filed } = await desk.file(establish, wire)
    await desk.answer(filed.id, 'sendBack')
    const differences = (subject: Subject, from: number, to?: number) =>
      look(p.engine, subject, filed.id, 'differences', async (tx, place) =>
        readDifferences(p.engine, tx, place, await readView(tx, place), from, to),
      )
    const revision = async () =>
      (await look(p.engine, clerk, filed.id, 'view', (tx, place) => readView(tx, place))).revision
    const changed = structuredClone(wire)
    changed.materials[1] = { ...changed.materials[1], quantity: '520' }
    const written = await look(p.engine, clerk, filed.id, 'content', async (tx, place) => {
      return readContent(tx, place, await readView(tx, place))
    })
    const draft = {
      ...written,
      materials: (written.materials as object[]).map((row, i) =>
        i === 1 ? { ...row, quantity: '520', total: '4420' } : row,
      ),
    }
    await editDraft(p.engine, clerk, filed.id, await revision(), () => draft as never, requestOf('edit', 1))
    const now = await differences(clerk, 1)
    expect(now.items.map(({ pointer, line, before, after }) => [pointer, line, before, after])).toEqual([
      ['/materials/1/quantity', '2', '515.46392', '520'],
      ['/materials/1/total', '2', '4381.44332', '4420'],
    ])
    // Nobody else reads what is being written.
    expect((await differences(officer, 1)).count).toBe(0)

    const answer = await submit(p.engine, clerk, filed.id, await revision(), requestOf('again', 1))
    expect(answer.status).toBe(200)
    const versions = await look(p.engine, officer, filed.id, 'versions', (tx, place) => readVersions(tx, place))
    expect(versions.map(({ version }) => version)).toEqual([1, 2])
    expect((await differences(officer, 1, 2)).items).toEqual(now.items)
    await expect(differences(clerk, 1, 3)).rejects.toThrow('FILING_NO_VERSION')
  })
})

describe('talk', () => {
  test('is seen by both sides with the office, told to the other, once per request; nobody else finds it', async () => {
    const { filed } = await desk.file(establish, twoProducts('HB-T1'))
    const place = placeOf(filed.id)
    const first = await say(p.engine, officer, place, '请补充第 2 项料件的规格。', requestOf('t1', 1))
    expect(await say(p.engine, officer, place, '请补充第 2 项料件的规格。', requestOf('t1', 1))).toEqual(first)
    await say(p.engine, clerk, place, '已在附件中。', requestOf('t2', 1))
    const talk = (subject: Subject) => look(p.engine, subject, filed.id, 'talk', (tx, at) => readTalk(p.engine, tx, at))
    expect((await talk(clerk)).map(({ n, organisation, person, says }) => [n, organisation, person, says])).toEqual([
      [1, '凤岗海关', null, '请补充第 2 项料件的规格。'],
      [2, p.firm.name, '测试人员', '已在附件中。'],
    ])
    expect((await talk(officer)).map(({ person }) => person)).toEqual(['测试人员', null])
    const {
      items: [told],
    } = await listNotices(p.engine, clerk, 1)
    expect(told.message.zh).toBe('凤岗海关 就 HB-T1 说：请补充第 2 项料件的规格。')
    const {
      items: [back],
    } = await listNotices(p.engine, officer, 1)
    expect(back.message.en).toContain('on HB-T1: 已在附件中。')

    const market = await p.engine.directory.add(
      { party: 'market', name: '东莞市监局', creditCode: null, customsCode: null },
      p.clock.machine(),
    )
    await expect(talk(await p.subject(market, 'officer'))).rejects.toThrow('NOT_FOUND')
    await p.engine.store.tx({ enterprise: p.firm.id, organisation: market.id, stance: 'party' }, async (tx) =>
      expect(await readTalk(p.engine, tx, place)).toEqual([]),
    )
  })
})

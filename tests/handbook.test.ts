import { exampleHandbook } from '@jiamao/modules/enterprise/handbook/example'
import { exampleRegistration } from '@jiamao/modules/enterprise/registry/example'
import { file, openDraft, requestOf, submit } from '@jiamao/platform/filing'
import type { Subject } from '@jiamao/platform/identity'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from './database.ts'
import { makePlatform, type TestPlatform } from './platform.ts'

describe('a handbook from draft to customs', () => {
  let p: TestPlatform
  let clerk: Subject
  beforeAll(async () => {
    p = await makePlatform()
    clerk = await p.subject(p.firm, 'customsClerk')
  })
  afterAll(() => p.drop())

  const opening = (type: string, wire: object) => ({
    type,
    wire: structuredClone(wire) as Record<string, unknown>,
    origin: 'typed' as const,
  })
  const handbook = (ownNumber: string) => ({ ...exampleHandbook, head: { ...exampleHandbook.head, ownNumber } })

  test('a registration is decided by the rules and stands in the register at once', async () => {
    const answer = await file(
      p.engine,
      clerk,
      opening('enterprise.registration', exampleRegistration),
      requestOf('r1', 'x'),
    )
    expect(answer).toMatchObject({ status: 201, body: { state: 'accepted' } })
    const [row] = await ask<{ name: string }>(p.db.owner, 'select name, competent_customs from register.enterprise')
    expect(row).toEqual({ name: '东莞样例复合材料有限公司', competent_customs: '5207' })
  })

  test('a draft is submitted: filing, judgement, sights, outbox and audit are there, the answer is replayed', async () => {
    const request = requestOf('d1', 'draft')
    const opened = await openDraft(p.engine, clerk, opening('enterprise.handbook.establish', handbook('A-1')), request)
    expect(opened.status).toBe(201)
    expect(
      await openDraft(p.engine, clerk, opening('enterprise.handbook.establish', handbook('A-1')), request),
    ).toEqual(opened)
    const { id } = opened.body as { id: never }
    const first = await submit(p.engine, clerk, id, 1, requestOf('s1', 'submit'))
    expect(first).toMatchObject({ status: 200, body: { state: 'submitted', ownNumber: 'A-1' } })
    expect(await submit(p.engine, clerk, id, 1, requestOf('s1', 'submit'))).toEqual(first)
    const [written] = await ask(
      p.db.owner,
      `
      select (select count(*)::int from platform.outbox) as outbox, (select count(*)::int from platform.payload) as payloads,
             (select count(*)::int from platform.sight where filing_id = $1) as sights, (select count(*)::int from platform.judgement where filing_id = $1) as judgements,
             (select count(*)::int from platform.draft_part where filing_id = $1) as drafts`,
      [id],
    )
    expect(written).toEqual({ outbox: 1, payloads: 1, sights: 3, judgements: 1, drafts: 0 })
  })

  test('what the gate refuses stays a draft with all findings, and nothing is sent', async () => {
    const wrong = handbook('A-2')
    const wire = { ...wrong, materials: [{ ...wrong.materials[0], hsCode: '0000000000', total: '1' }] }
    const answer = await file(p.engine, clerk, opening('enterprise.handbook.establish', wire), requestOf('f2', 'f'))
    expect(answer.status).toBe(422)
    const body = answer.body as { id: string; state: string; findings: { check: string; effect: string }[] }
    expect(body.state).toBe('draft')
    expect(body.findings.filter(({ effect }) => effect === 'reject').map(({ check }) => check)).toEqual([
      'R2.HS_UNKNOWN',
      'R5.TOTAL',
    ])
    const [kept] = await ask(p.db.owner, `select count(*)::int as n from platform.draft_part where filing_id = $1`, [
      body.id,
    ])
    expect(kept).toEqual({ n: 4 })
  })

  test('one own number is one document: equal content brings the first, other content is refused', async () => {
    const again = await file(
      p.engine,
      clerk,
      opening('enterprise.handbook.establish', handbook('A-1')),
      requestOf('f3', 'f'),
    )
    expect(again).toMatchObject({ status: 200, body: { repeated: true } })
    const other = handbook('A-1')
    await expect(
      file(
        p.engine,
        clerk,
        opening('enterprise.handbook.establish', { ...other, head: { ...other.head, contact: '别人' } }),
        requestOf('f4', 'f'),
      ),
    ).rejects.toThrow(/R6.OWN_NUMBER/)
  })

  test('ten requests at once under one key: one filing, ten equal answers', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        file(p.engine, clerk, opening('enterprise.handbook.establish', handbook('A-5')), requestOf('f5', 'same')),
      ),
    )
    expect(new Set(answers.map(({ body }) => (body as { id: string }).id)).size).toBe(1)
    await expect(
      file(p.engine, clerk, opening('enterprise.handbook.establish', handbook('A-6')), requestOf('f5', 'other')),
    ).rejects.toThrow(/IDEMPOTENCY_KEY_REUSED/)
  })
})

import type { Uuid } from '@jiamao/kernel/ids'
import { type Subject, signer, whyNot } from '../identity/index.ts'
import { rows, sql, type Tx } from '../store/index.ts'
import type { Engine } from './engine.ts'
import { notAllowed } from './problems.ts'

/** A person of one's own organisation who may do its work. */
export interface Colleague {
  readonly id: Uuid
  readonly name: string
}

type Roles = Pick<Subject, 'party' | 'roles'>

/** 经办岗: of a firm who files; of an agency an officer, or the manager (科室负责人) who hands work over. */
const deskRoles = ['officer', 'manager']
/** Of a firm also who signs for it. */
const signsHere = (roles: readonly string[]) => roles.includes(signer)
const isFirm = (party: string) => party === 'enterprise' || party === 'broker'

/** Whether a person does work of an organisation at all. Administrators and auditors do not. */
export const worksHere = ({ catalogue }: Engine, person: Roles): boolean =>
  isFirm(person.party)
    ? signsHere(person.roles) || catalogue.filings.some(({ filer }) => person.roles.includes(filer.role))
    : person.roles.some((role) => deskRoles.includes(role))

/** Whether a person may do a task of their organisation about a filing of this type. */
const mayWork = ({ catalogue }: Engine, person: Roles, type: string): boolean =>
  isFirm(person.party)
    ? person.roles.includes(catalogue.filing(type)?.filer.role ?? '') ||
      (signsHere(person.roles) && catalogue.filing(type)?.signed !== undefined)
    : whyNot(person as Subject, { party: person.party, role: 'officer' }) === undefined

/** @throws NOT_ALLOWED */
export function requireWorker(engine: Engine, subject: Subject, type: string, act: string): void {
  if (!mayWork(engine, subject, type))
    throw notAllowed({ act, who: '经办岗', whoEn: 'somebody who does this work here' })
}

/** Who of the subject's organisation may do its work, by name. */
export async function colleaguesOf(engine: Engine, tx: Tx, { party }: Subject, type?: string): Promise<Colleague[]> {
  const people = await rows<Colleague & { roles: string[] }>(
    tx,
    sql`select id, name, roles from colleagues() where id not in (select id from programs())`,
  )
  const fits = (roles: string[]) =>
    type === undefined ? worksHere(engine, { party, roles }) : mayWork(engine, { party, roles }, type)
  return people.flatMap(({ id, name, roles }) => (fits(roles) ? [{ id, name }] : []))
}

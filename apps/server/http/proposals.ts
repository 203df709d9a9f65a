import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { type Engine, notFound } from '@jiamao/platform/filing'
import type { Subject } from '@jiamao/platform/identity'
import {
  changeRoles,
  confirmProposal,
  listProposals,
  type Proposal,
  proposeChange,
  withdrawProposal,
} from '@jiamao/platform/oversight'
import type { FastifyReply } from 'fastify'
import type { Door } from './app.ts'
import { idIn } from './requests.ts'
import { body } from './sessions.ts'

/** 双人确认. What waits for somebody's confirmation: who has no such role, or is somebody else's, finds nothing (S3.4). */
export const proposalDoors: Door = (server, { engine }) => {
  const signedIn = { access: 'signedIn' as const }
  server.get('/api/v1/proposals', { config: signedIn }, async ({ subject }) => ({
    items: await listProposals(engine, subject),
    next: null,
  }))
  server.post<{ Params: { id: string }; Body: { hash: string } }>(
    '/api/v1/proposals/:id/confirmation',
    { config: { ...signedIn, risky: true }, schema: { body: hashBody } },
    async ({ subject, params, body: { hash } }, reply) => {
      if (!(await confirmProposal(engine, subject, idIn(params.id), hash))) throw notFound()
      return reply.code(204).send()
    },
  )
  server.delete<{ Params: { id: string } }>(
    '/api/v1/proposals/:id',
    { config: signedIn },
    async ({ subject, params }, reply) => {
      if (!(await withdrawProposal(engine, subject, idIn(params.id)))) throw notFound()
      return reply.code(204).send()
    },
  )
}

const hashBody = body({ hash: { type: 'string', pattern: '^[0-9a-f]{64}$' } }, ['hash'])

/** Changes roles at once, or proposes it where that gives power. @throws NOT_FOUND */
export async function sendRoles(
  engine: Engine,
  reply: FastifyReply,
  by: Subject,
  change: { readonly person: Uuid; readonly organisation: Uuid; readonly roles: string[] },
): Promise<FastifyReply> {
  const outcome = await changeRoles(engine.store, engine.clock, by, change)
  if (outcome === 'absent') throw notFound()
  if (outcome === 'done') return reply.code(200).send(change)
  const { name, roles: before } = outcome.gains
  const { person: subject, organisation, roles: after } = change
  const difference = { name, before, after, facts: {} }
  const proposal = await proposeChange(engine, by, { kind: 'roles', organisation, subject, difference })
  return reply.code(202).send({ proposal })
}

/** Proposes somebody new in roles with power, who comes in by a link or, where `given` has an end, by a token. */
export const proposeMember = (
  engine: Engine,
  by: Subject,
  organisation: Uuid,
  { name, roles: after }: { readonly name: string; readonly roles: readonly string[] },
  given: { readonly hash: string; readonly expiresAt?: string },
): Promise<Proposal> => {
  const facts = { comes: given.expiresAt === undefined ? 'link' : 'token' }
  const difference = { name, before: [], after, facts }
  return proposeChange(engine, by, {
    kind: 'member',
    organisation,
    subject: newUuid(),
    difference,
    given: { ...given },
  })
}

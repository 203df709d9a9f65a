import { type Engine, isRisky, type Place, type RiskyAct, type Signing } from '@jiamao/platform/filing'
import { isFresh, meansOfProof, proofNeeded, requireFresh } from '@jiamao/platform/identity'
import type { FastifyRequest } from 'fastify'
import { sessionIn } from './sessions.ts'

/** @throws IDENTITY_STEP_UP where a person acts whose last proof is older than a few minutes; a token proves itself each time */
export function requireProof({ clock }: Engine, { session }: Pick<FastifyRequest, 'session'>): void {
  if (session) requireFresh(session, clock.machine())
}

/** The same, where the type of the filing marks the act as risky. @throws IDENTITY_STEP_UP */
export async function requireProofFor(
  engine: Engine,
  { session, subject }: Pick<FastifyRequest, 'session' | 'subject'>,
  place: Place,
  act: RiskyAct,
): Promise<void> {
  // Who proved themselves just now is not looked up: most acts are done soon after.
  if (!session || isFresh(session, engine.clock.machine())) return
  if (await isRisky(engine, subject, place, act)) requireProof(engine, { session })
}

/**
 * A person's will to sign: they proved who they are within the last minutes, and it is kept by what. A program does not sign.
 *
 * @throws IDENTITY_NO_SESSION, IDENTITY_STEP_UP
 */
export async function signingOf({ store, clock }: Engine, request: FastifyRequest, hash: string): Promise<Signing> {
  const session = sessionIn(request)
  requireFresh(session, clock.machine())
  const means = await meansOfProof(store, session.id)
  if (means !== null) return { hash, means }
  // Of a session of before the means were kept nobody knows how it was proved: it is proved again.
  throw proofNeeded(session)
}

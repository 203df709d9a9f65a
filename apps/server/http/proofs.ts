import { type Engine, isRisky, type Place, type RiskyAct } from '@jiamao/platform/filing'
import { isFresh, requireFresh } from '@jiamao/platform/identity'
import type { FastifyRequest } from 'fastify'

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

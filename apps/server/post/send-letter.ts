import { countDesk, type Engine, noteShown } from '@jiamao/platform/filing'
import { deskKind, mailTarget, offerMailStop } from '@jiamao/platform/identity'
import type { HeldBatch, SaidOutside } from '@jiamao/platform/work'
import { type LetterLine, tellingLetter } from './letters.ts'
import type { Attempt, Post } from './sender.ts'

/** Writes the letter of a batch and hands it to the mail server; to who left or stopped letters meanwhile nothing goes. */
export async function sendLetter(engine: Engine, { mailer, publicUrl }: Post, batch: HeldBatch): Promise<Attempt> {
  const { store, clock } = engine
  const { organisation, digest, id } = batch
  const person = batch.person!
  if (!mailer) return { state: 'again', result: { fault: 'noMailServer' } }
  const target = await store.carry((tx) => mailTarget(tx, person, organisation))
  const isWanted = (kind: string) => target?.kinds.includes(kind) || engine.catalogue.notice(kind)?.isForPerson
  const wanted = batch.lines.filter(({ said }) => isWanted(said.kind))
  const told = wanted.filter(({ said }) => said.kind !== deskKind)
  const hasDesk = wanted.some(({ said }) => said.kind === deskKind)
  const desk = hasDesk ? await countDesk(engine, organisation) : undefined
  if (!target || told.length + (desk?.open ?? 0) === 0) return { state: 'dropped', result: { fault: 'notWanted' } }
  await noteShown(
    engine,
    { organisation, person },
    {
      ...{ what: 'notices.mail', ground: 'notice' },
      lines: told.map(({ enterprise, said }) => ({ enterprise, filing: said.filing ?? null })),
    },
  )
  const secret = await store.carry((tx) => offerMailStop(tx, person, clock.machine()))
  const stop = `${publicUrl}/mail#stop=${secret}`
  const { language, name, organisationName, address } = target
  const letter = tellingLetter({
    ...{ language, name, organisation: organisationName, publicUrl, stop },
    lines: told.map(({ said }) => lineOf(engine, said, publicUrl)),
    desk: digest ? desk : undefined,
  })
  const posted = await mailer.send({ ...letter, to: address, stop, id })
  return posted.ok ? { state: 'sent', result: {} } : { state: posted.again ? 'again' : 'failed', result: posted.result }
}

function lineOf({ catalogue }: Engine, { kind, type, number, filing }: SaidOutside, publicUrl: string): LetterLine {
  return {
    kind: catalogue.notice(kind)?.name ?? { zh: kind, en: kind },
    type: catalogue.filing(type ?? '')?.name,
    number: number ?? '',
    link: filing ? `${publicUrl}/filings/${filing}` : undefined,
  }
}

import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import type { Moment } from '@jiamao/kernel/time'
import { run, type Store, sql, type Tx } from '../store/index.ts'
import { newToken } from './token.ts'

export {
  askCertificate,
  bindCertificate,
  certificatesOf,
  forgetCertificate,
  type SignedChallenge,
  signInByCertificate,
} from './certificate-proof.ts'
export { inPem, readCertificate, readRevocationList, type Trust } from './certificates/index.ts'
export { type Client, clientsOf, grantToken, registerClient, revokeClient, rotateClient } from './clients.ts'
export { changePassword, confirmFactor, dropFactor, giveLogin, proposeFactor } from './credentials.ts'
export { type Directory, loadDirectory, type Organisation } from './directory.ts'
export { evidenceBytes } from './evidence.ts'
export {
  hashOfSecret,
  invitationsOf,
  invite,
  inviteByHash,
  joinBy,
  type MadeInvitation,
  newSecret,
  readInvitation,
  takeInvitation,
  withdrawInvitation,
} from './invitations.ts'
export {
  beginDigests,
  confirmMail,
  type DueDigest,
  deskKind,
  forgetMail,
  keepMailChoices,
  type MailChoice,
  type MailSetting,
  type MailTarget,
  mailSettingOf,
  mailTarget,
  offerMailStop,
  proposeMail,
  stopMail,
  type Wish,
  wishesOf,
} from './mail.ts'
export { type MandateAct, mandateActs, outsideMandate, requireMandate } from './mandate.ts'
export {
  actFor,
  agree,
  endMandate,
  lapseMandates,
  listMandates,
  type Mandate,
  mandatesInForce,
  propose,
} from './mandates.ts'
export {
  goOutside,
  linkOutside,
  outsideIdentitiesOf,
  type Return,
  signInFromOutside,
  unlinkOutside,
} from './outside.ts'
export { signInByPasskey } from './passkey-sign-in.ts'
export {
  addPasskey,
  askPasskey,
  passkeysOf,
  proposePasskey,
  removePasskey,
  renamePasskey,
  type Site,
} from './passkeys.ts'
export { administrator, memberOf, peopleOf, personOfLogin, setRoles, setRolesIn } from './people.ts'
export { type Permission, whyNot } from './permission.ts'
export { powersGained, signer } from './powers.ts'
export { keepPreferences, type Preferences, preferencesOf } from './preferences.ts'
export { meansOfProof, type ProvedBy } from './proof-means.ts'
export { type Provider, type ProviderSettings, providerOf } from './provider.ts'
export { purge } from './purge.ts'
export {
  callOffRecovery,
  confirmRecovery,
  openRecovery,
  proposeRecovered,
  type Recovery,
  readRecovery,
  recoveriesOf,
  takeRecovery,
} from './recovery.ts'
export { keepSavedFilters, type SavedFilter, savedFiltersOf } from './saved-filters.ts'
export { isNarrowed, requireScopes } from './scope.ts'
export { membershipsOf, type Origin, type Session, sessionOf, sessionsAlive, sessionsOf } from './sessions.ts'
export { endOwnSessions, signIn, signOut, switchTo } from './sign-in.ts'
export {
  applicationOf,
  applyToJoin,
  approveSignUp,
  decidedAlready,
  evidenceOf,
  openSignUps,
  readSignUp,
  refuseSignUp,
} from './sign-up.ts'
export { type FreshProof, isFresh, meansOf, proofNeeded, proveAgain, requireFresh } from './step-up.ts'
export { ownerOf, type Subject } from './subject.ts'
export { authenticate, newToken } from './token.ts'
export { dropWebhook, setWebhook, type Webhook, webhookOf, webhookToCall } from './webhook.ts'

/** A person to be admitted to an organisation. */
export interface Newcomer {
  readonly person?: Uuid
  readonly name: string
  readonly organisation: Uuid
  readonly roles: readonly string[]
}

/** Admits a person and gives a token, shown this once: only its hash is kept (S2.8). */
export async function admit(
  store: Store,
  newcomer: Newcomer,
  expires: Moment,
  at: Moment,
): Promise<{ person: Uuid; token: string }> {
  const { text: token, hash } = newToken()
  const person = newcomer.person ?? newUuid()
  await store.call(admitting({ ...newcomer, person }, hash, expires, at))
  return { person, token }
}

/** Admits a person with the token of a hash, in a transaction of its caller. */
export const admitByHash = (
  tx: Tx,
  newcomer: Newcomer & { readonly person: Uuid },
  hash: Buffer,
  expires: Moment,
  at: Moment,
): Promise<number> => run(tx, admitting(newcomer, hash, expires, at))

const admitting = (
  { person, name, organisation, roles }: Newcomer & { readonly person: Uuid },
  hash: Buffer,
  expires: Moment,
  at: Moment,
) => sql`select admit(${person}, ${name}, ${organisation}, ${roles}::text[], ${hash}, ${expires}, ${at})`

export const migrations = { of: 'platform/identity', folder: new URL('./migrations/', import.meta.url) }

import { createHash } from 'node:crypto'
import type { Uuid } from '@jiamao/kernel/ids'
import { run, type Store, sql, type Tx } from '../store/index.ts'

/** 确认方式. By what a person last proved who they are; `password+code` is the password with a code of the authenticator. */
export type ProvedBy = 'password' | 'password+code' | 'code' | 'passkey' | 'certificate' | 'outside'

/** Keeps by what the person of a new secret has proved themselves; what went before counts where nothing was proved anew. */
export const keepMeans = (tx: Tx, secret: string, { before, by }: { before?: Uuid; by?: ProvedBy }): Promise<number> =>
  run(
    tx,
    sql`select keep_means(${createHash('sha256').update(secret).digest()}, ${before ?? null}::uuid, ${by ?? null}::text)`,
  )

/** By what the person of a session last proved who they are; null for a session of before this was kept. */
export const meansOfProof = async (store: Store, session: Uuid): Promise<ProvedBy | null> =>
  (await store.call<{ means: ProvedBy | null }>(sql`select means_of_proof(${session}) as means`))[0].means

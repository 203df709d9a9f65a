/** A world for tests: a real database, real folders, a manual clock, and a scripted import client at the other end. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import * as promises from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { type Moment, momentOf } from '@jiamao/kernel/time'
import { ask, type TestDatabase } from '@jiamao/tests/database'
import { rows, run, type Store, sql } from '../store/index.ts'
import type { Arrival, Connector, Link, Outgoing, Rank, RankOf, Read, Receipt, Sent } from './define.ts'
import { type Exchange, openExchange } from './engine.ts'
import { customsFolders } from './folders/customs-folders.ts'
import type { Disk } from './folders/places.ts'
import { usualFolders } from './folders/settings.ts'
import { documentKey, messageId } from './ids.ts'
import { makeClient } from './import-client.ts'
import { putOutbox } from './outbox.ts'
import { type ExchangeSettings, usual } from './settings.ts'

/** Test rows of effects: without a key of their own, so that an effect that happens twice is seen twice. */
export const effectTable = `
  set search_path = platform;
  create table effect (enterprise_id uuid not null, id uuid not null, incoming uuid not null, message uuid not null, level text not null,
    event text, stage text, version int not null, at timestamptz not null, primary key (enterprise_id, id));
  call guard('effect');`

const ranks: Readonly<Record<string, Rank>> = {
  'CommonResponeMessage 0': { level: 'T1' },
  'CommonResponeMessage -1': { level: 'T1', event: 'sendBack' },
  'Root card': { level: 'T1', again: true },
  'INV201 Y': { level: 'B0', event: 'takenIn' },
  'INV201 Z': { level: 'B0' },
  'INV201 2': { level: 'B1', stage: 'manual' },
  'INV201 4': { level: 'B1', stage: 'reserved' },
  'INV201 1': { level: 'B2', event: 'accept' },
  'INV201 3': { level: 'B2', event: 'reject' },
  'INV202 1': { level: 'B3', stage: 'declared' },
}
export const rankOf: RankOf = (messageType, receiptType, code) =>
  messageType === 'INV101' || !receiptType.startsWith('INV') ? ranks[`${receiptType} ${code}`] : undefined

/** Receipts of the tests are JSON; the base name of an import response stands in its file name (M§3.2). */
const read: Read = (bytes, name) => {
  try {
    const receipt = JSON.parse(new TextDecoder().decode(bytes)) as Receipt
    const base = /^(?:Successed|Failed)_(.+)_\d{8,}\.xml$/.exec(name)?.[1]
    return base ? { ...receipt, about: { ...receipt.about, baseName: base } } : receipt
  } catch {
    return [{ code: 'TEST_UNREADABLE', message: { zh: '不可读', en: 'unreadable' } }]
  }
}

const pack = (name: string, xml: Uint8Array) => Buffer.concat([Buffer.from(`${name}\n`), xml])

/** What a test may set when it opens an engine. */
export interface EngineOptions {
  readonly store?: Store
  readonly disk?: Disk
  readonly settings?: Partial<ExchangeSettings>
  readonly apply?: (arrival: Arrival) => 'applied' | 'refused' | 'history'
  readonly ranks?: RankOf
  /** Something between the engine and its connector. */
  readonly through?: (connector: Connector) => Connector
}

export interface Submission {
  readonly type?: string
  readonly version?: number
  readonly xml?: string
  readonly after?: readonly Uuid[]
  readonly deadline?: Moment
  readonly conversation?: Uuid
  readonly ordinal?: number
}

export type World = ReturnType<typeof makeWorld>

/** Pseudo-random numbers of one seed. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32
  }
}

export function makeWorld(db: TestDatabase) {
  const root = mkdtempSync(join(tmpdir(), 'jx-'))
  const [here, customs] = [newUuid(), newUuid()]
  const accounts = new Map<Uuid, string>()
  const links: Link[] = [
    { id: `jiamao>${customs}/0`, from: here, to: customs, direction: 'out', connector: 'customs' },
    { id: `${customs}>jiamao/0`, from: customs, to: here, direction: 'in', connector: 'customs' },
  ]
  let ms = Date.parse('2026-11-23T09:00:00+08:00')
  const clock = { machine: () => momentOf(ms) }
  const reported: unknown[] = []

  const enterprise = (account = `4419${String(accounts.size).padStart(6, '0')}`) => {
    const id = newUuid()
    accounts.set(id, account)
    return id
  }
  const scope = (id: Uuid) => ({ enterprise: id, organisation: customs, stance: 'engine' as const })

  const connector = (disk: Disk = promises) =>
    customsFolders(
      {
        ...usualFolders,
        root,
        folders: { INV101: 'Sas', NPTS001: 'Npts' },
        pack,
        clock,
        restMs: 1000,
        report: (error: unknown) => void reported.push(error),
      },
      disk,
    )

  const engine = ({
    store = db.store,
    disk,
    settings,
    apply,
    through,
    ranks: given = rankOf,
  }: EngineOptions = {}): Promise<Exchange> =>
    openExchange({
      store,
      clock,
      random: seeded(1),
      settings: { ...usual, pollMs: 1000, ...settings },
      links,
      connectors: { customs: through ? through(connector(disk)) : connector(disk) },
      read,
      rankOf: given,
      apply: async (tx, arrival) => {
        const outcome = apply?.(arrival) ?? 'applied'
        if (outcome !== 'applied') return outcome
        const { enterprise: e, incoming, message, level, event = null, stage = null, version } = arrival
        await run(
          tx,
          sql`insert into effect values (${e}, ${newUuid()}, ${incoming}, ${message}, ${level}, ${event}, ${stage}, ${version}, ${clock.machine()})`,
        )
        return outcome
      },
      accountOf: async (id) => accounts.get(id),
      report: (error) => void reported.push(error),
    })

  /** An engine whose connector's `send` is in the test's hand. */
  const engineThat = (
    act: (send: Connector['send'], message: Outgoing) => Promise<Sent>,
    options: EngineOptions = {},
  ) => engine({ ...options, through: (inner) => ({ ...inner, send: (message) => act(inner.send, message) }) })

  /** The outbox row of a filing, as the filing engine writes it. */
  const outboxRow = (id: Uuid, ownNumber: string, given: Submission = {}) => {
    const {
      type = 'INV101',
      version = 1,
      xml = `<${ownNumber}/>`,
      conversation = newUuid(),
      after,
      deadline,
      ordinal = 0,
    } = given
    const key = documentKey('checklist', ownNumber)
    const bytes = Buffer.from(xml)
    return {
      enterprise: id,
      id: messageId({ from: id, to: customs, type, key, version, cause: conversation, ordinal }),
      receiver: customs,
      type,
      schema: `${type}@2024-07`,
      key,
      version,
      cause: conversation,
      conversation,
      purpose: 'GAC 23/2018',
      class: 1,
      contentHash: createHash('sha256').update(bytes).digest('hex'),
      name: `${type}_I_${ownNumber}_v${version}`,
      bytes,
      salt: Buffer.alloc(32),
      at: clock.machine(),
      ...(after ? { after } : {}),
      ...(deadline ? { deadline } : {}),
    }
  }
  const submit = async (id: Uuid, ownNumber: string, given: Submission = {}) => {
    const row = outboxRow(id, ownNumber, given)
    await db.store.tx(scope(id), (tx) => putOutbox(tx, [row]))
    return row
  }

  const message = async (id: Uuid) => {
    const [found] = await ask<Record<string, unknown>>(db.owner, 'select * from platform.message where id = $1', [id])
    return found
  }
  const stateOf = async (id: Uuid) => (await message(id))?.state
  const effects = (id: Uuid) =>
    ask<{ level: string; event: string | null; stage: string | null; incoming: string }>(
      db.owner,
      'select level, event, stage, incoming from platform.effect where message = $1 order by at, level',
      [id],
    )
  const trail = async (id: Uuid) =>
    (
      await ask<{ no: number; event: string; to: string }>(
        db.owner,
        'select no, event, to_state as to from platform.message_event where message_id = $1 order by n',
        [id],
      )
    ).map(({ no, event, to }) => `${no} ${event} → ${to}`)
  const raws = () =>
    ask<{ id: string; name: string; state: string; why: string | null; seen: number; owner: string }>(
      db.owner,
      'select id, name, state, why, seen, owner from platform.raw where link = $1 order by seq',
      [links[1].id],
    )
  const inbox = () =>
    ask<{ state: string; why: string | null; detail: string | null; code: string; id: Uuid; enterprise_id: Uuid }>(
      db.owner,
      `select state, why, detail, receipt->>'code' as code, id, enterprise_id from platform.inbox where link = $1 order by seq`,
      [links[1].id],
    )

  return {
    db,
    root,
    here,
    customs,
    links,
    clock,
    reported,
    accounts,
    advance: (by: number) => {
      ms += by
    },
    enterprise,
    scope,
    engine,
    engineThat,
    connector,
    outboxRow,
    submit,
    message,
    stateOf,
    effects,
    trail,
    raws,
    inbox,
    client: makeClient(root, () => ms),
    close: () => rmSync(root, { recursive: true, force: true }),
    /** Rounds until nothing moves, with time enough between them for files to come to rest. */
    async settle(exchange: Exchange, rounds = 4) {
      for (let i = 0; i < rounds; i++) {
        while (await exchange.step()) {}
        ms += 1100
      }
    },
    app: (id: Uuid, statement: ReturnType<typeof sql>) => db.store.tx(scope(id), (tx) => rows(tx, statement)),
  }
}

import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Clock, type ClockSetting, clockOf } from '@jiamao/kernel/clock'
import type { Uuid } from '@jiamao/kernel/ids'
import { momentOf } from '@jiamao/kernel/time'
import { type Store, sql } from '@jiamao/platform/store'

/** Business time, kept in the database so that it outlives the process, and in a file so that the counterparts see the same day. */
export interface ClockKeeper {
  readonly clock: Clock
  setting(): ClockSetting
  move(setting: ClockSetting, by: Uuid): Promise<void>
}

/** Name of the file in the home that tells the counterparts the business time. */
export const clockFile = (home: string) => join(home, 'clock.json')

/** @param fixed what the environment says; it wins over what was set before */
export async function keepClock(store: Store, home: string, fixed: ClockSetting | undefined): Promise<ClockKeeper> {
  const [kept] = await store.call<{ setting: ClockSetting }>(sql`select setting from clock`)
  let setting = fixed ?? kept?.setting ?? { mode: 'real' }
  publish(home, setting)
  return {
    clock: clockOf(() => setting),
    setting: () => setting,
    move: async (to, by) => {
      const at = momentOf(Date.now())
      await store.call(sql`
        insert into clock values (true, ${JSON.stringify(to)}, ${by}, ${at})
        on conflict (one) do update set setting = excluded.setting, moved_by = excluded.moved_by, moved_at = excluded.moved_at`)
      publish(home, to)
      setting = to
    },
  }
}

function publish(home: string, setting: ClockSetting) {
  const file = clockFile(home)
  writeFileSync(`${file}.new`, JSON.stringify(setting))
  renameSync(`${file}.new`, file)
}

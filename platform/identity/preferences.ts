import type { Uuid } from '@jiamao/kernel/ids'
import type { Moment } from '@jiamao/kernel/time'
import { type Store, sql } from '../store/index.ts'

/** 偏好. How a person likes the pages. */
export interface Preferences {
  readonly language: 'zh' | 'en'
  readonly look: 'light' | 'dark'
  readonly density: 'dense' | 'roomy'
  readonly size: 'normal' | 'large' | 'larger'
}

/** What a person chose; nothing where they never did. */
export async function preferencesOf(store: Store, person: Uuid): Promise<Preferences | null> {
  const [row] = await store.call<{ settings: Preferences | null }>(sql`select preferences_of(${person}) as settings`)
  return row.settings
}

export async function keepPreferences(store: Store, person: Uuid, chosen: Preferences, at: Moment): Promise<void> {
  await store.call(sql`select keep_preferences(${person}, ${JSON.stringify(chosen)}, ${at})`)
}

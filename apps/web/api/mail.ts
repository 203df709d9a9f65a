import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Both } from '../words/words.ts'
import { ask } from './client.ts'

type MailChoice = 'once' | 'digest'
export interface MailSetting {
  readonly address: string
  readonly confirmedAt: string | null
  readonly choices: Readonly<Record<string, MailChoice>>
  readonly digestHour: number
  readonly digestDays: 'working' | 'every'
}
export interface NoticeKind {
  readonly kind: string
  readonly name: Both
  readonly digestOnly: boolean
}
export interface MailShown {
  readonly hasServer: boolean
  readonly setting: MailSetting | null
  readonly kinds: readonly NoticeKind[]
}

const key = ['mail']
export const useMail = () => useQuery({ queryKey: key, queryFn: () => ask<MailShown>('/mail') })

/** An act on one's letters; the card shows what is kept afterwards. */
export function useMailAct<T>(act: (given: T) => Promise<unknown>) {
  const queries = useQueryClient()
  return useMutation({ mutationFn: act, onSuccess: () => queries.invalidateQueries({ queryKey: key }) })
}

export interface Call {
  readonly id: string
  readonly said: { readonly kind: string; readonly number?: string }
  readonly state: 'waiting' | 'sent' | 'failed' | 'dropped'
  readonly attempts: number
  readonly result: { readonly status?: number; readonly fault?: string } | null
  readonly at: string
  readonly dueAt: string | null
  readonly settledAt: string | null
}
interface WebhookShown {
  readonly webhook: { readonly url: string; readonly by: string; readonly at: string } | null
  readonly calls: readonly Call[]
}

export const webhookKey = ['webhook']
export const useWebhook = () =>
  useQuery({
    queryKey: webhookKey,
    queryFn: () => ask<WebhookShown>('/webhook'),
    refetchInterval: ({ state: { data } }) => (data?.calls.some(({ state }) => state === 'waiting') ? 2_000 : false),
  })

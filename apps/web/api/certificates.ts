import { useQuery } from '@tanstack/react-query'
import { ask } from './client.ts'
import type { Page } from './types.ts'

export interface BoundCertificate {
  readonly id: string
  readonly subject: string
  readonly serial: string
  readonly notAfter: string
  readonly usedAt: string | null
}
/** A challenge with what a key made of it. */
export interface SignedChallenge {
  readonly challenge: string
  readonly certificate: string
  readonly signature: string
}

/** Whether certificates are taken here. */
export const useCertificatesTaken = (): boolean =>
  useQuery({
    queryKey: ['certificates', 'taken'],
    queryFn: () => ask<{ isTaken: boolean }>('/session/certificate'),
    staleTime: Number.POSITIVE_INFINITY,
  }).data?.isTaken ?? false
export const useCertificates = () =>
  useQuery({ queryKey: ['certificates'], queryFn: () => ask<Page<BoundCertificate>>('/certificates') })

/** The text of a certificate's file: those in DER become PEM. */
export async function pemOf(file: File): Promise<string> {
  const text = await file.text()
  if (text.includes('-----BEGIN')) return text
  const bytes = new Uint8Array(await file.arrayBuffer())
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----`
}

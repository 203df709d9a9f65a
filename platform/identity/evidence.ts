import { defineProblem } from '@jiamao/kernel/problem'

/** As much as a scan of a licence needs. */
export const evidenceBytes = 2 * 1024 * 1024

const notEvidence = defineProblem({
  code: 'IDENTITY_EVIDENCE',
  status: 422,
  zh: {
    title: '证明文件不能用',
    detail: '证明文件须是 PDF、PNG 或 JPEG，不超过 2 MB。',
    remedy: '扫描或拍照营业执照后重新选择。',
  },
  en: {
    title: 'The evidence cannot be used',
    detail: 'Evidence is a PDF, PNG or JPEG of at most 2 MB.',
    remedy: 'Scan or photograph the business licence and choose it again.',
  },
})

/** First bytes of what is taken: the type is what the content says, not the name (S8.5). */
const heads = [
  ['application/pdf', Buffer.from('%PDF-')],
  ['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff])],
] as const

/** The type of a paper that proves who somebody is. @throws IDENTITY_EVIDENCE */
export function evidenceType(bytes: Buffer): string {
  const found = heads.find(([, head]) => bytes.subarray(0, head.length).equals(head))
  if (!found || bytes.length > evidenceBytes) throw notEvidence({}, { pointer: '/evidence' })
  return found[0]
}

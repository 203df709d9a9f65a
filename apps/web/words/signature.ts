/** 电子签名 */
export const signatureWords = {
  signature: { zh: '电子签名', en: 'Signature' },
  due: { zh: '待补签', en: 'To be countersigned' },
  late: { zh: '补签逾期', en: 'Countersignature overdue' },
  by: { zh: '期限', en: 'due' },
  dueWhy: {
    zh: '先报后签：由本企业的授权签字人阅读声明后签名。',
    en: 'Filed first: the enterprise’s signer reads the statement and signs it.',
  },
  read: { zh: '阅读并签名', en: 'Read and sign' },
  sign: { zh: '签名', en: 'Sign' },
  signAndSubmit: { zh: '签名并提交', en: 'Sign and submit' },
  laterHint: {
    zh: '这种申报须电子签名：提交后转授权签字人补签。',
    en: 'This filing is signed: once submitted it waits for the signer to countersign.',
  },
  statement: { zh: '签名声明', en: 'Statement' },
  type: { zh: '申报', en: 'Filing' },
  number: { zh: '企业内部编号', en: 'Own number' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  version: { zh: '版本', en: 'Version' },
  versionOf: { zh: '第 {n} 版', en: 'version {n}' },
  contentHash: { zh: '内容摘要 SHA-256', en: 'SHA-256 of the content' },
  hash: { zh: '签名摘要 SHA-256', en: 'SHA-256 of what was signed' },
  signer: { zh: '签字人', en: 'Signed by' },
  at: { zh: '时间', en: 'at' },
  means: { zh: '确认方式', en: 'Proved by' },
  check: { zh: '核验', en: 'Check' },
} as const

export const meansNames: Readonly<Record<string, { zh: string; en: string }>> = {
  password: { zh: '密码', en: 'password' },
  'password+code': { zh: '密码和动态口令', en: 'password and code' },
  code: { zh: '动态口令', en: 'code of the authenticator' },
  passkey: { zh: '通行密钥', en: 'passkey' },
  certificate: { zh: 'SM2 证书', en: 'SM2 certificate' },
  outside: { zh: '外部身份提供方', en: 'outside provider' },
}

/** Whether what is kept still is what was signed. */
export const fitWords = {
  yes: { zh: '与所签内容一致', en: 'Fits what was signed', sign: '✓', tone: 'green' },
  statement: { zh: '声明与签名不符', en: 'The statement is not what was signed', sign: '⊗', tone: 'red' },
  content: { zh: '内容与签名不符', en: 'The content is not what was signed', sign: '⊗', tone: 'red' },
} as const

/** SM2 证书 */
export const certificateWords = {
  certificates: { zh: 'SM2 证书', en: 'SM2 certificates' },
  certificateHint: {
    zh: '用签发给本人的证书登录和确认本人。私钥留在 USB Key 或密钥文件里，不会发给平台。',
    en: 'Sign in and prove yourself by a certificate that was issued to you. The private key stays in the USB key or its file: it is never sent.',
  },
  noCertificates: { zh: '还没有绑定证书。', en: 'No certificates are bound.' },
  bind: { zh: '绑定证书', en: 'Bind a certificate' },
  forget: { zh: '解除', en: 'Forget' },
  until: { zh: '有效至', en: 'until' },
  serial: { zh: '序列号', en: 'serial number' },
  used: { zh: '最近使用', en: 'last used' },
  unused: { zh: '还没有用过', en: 'not used yet' },
  byCertificate: { zh: '用证书登录', en: 'Sign in with a certificate' },
  proveByCertificate: { zh: '用证书确认', en: 'Use a certificate' },
  take: { zh: '取挑战', en: 'Get a challenge' },
  challenge: { zh: '挑战（2 分钟内签名，只用一次）', en: 'Challenge (sign it within 2 minutes; it works once)' },
  copy: { zh: '复制挑战', en: 'Copy the challenge' },
  copied: { zh: '已复制', en: 'Copied' },
  how: {
    zh: '用 USB Key 的签名工具（SM2-SM3，标识 1234567812345678）对这段文字签名；密钥在文件里的，在终端运行：',
    en: 'Sign this text with the tool of your USB key (SM2 with SM3, id 1234567812345678). With a key in a file, run in a terminal:',
  },
  certificate: { zh: '证书（PEM）', en: 'Certificate (PEM)' },
  choose: { zh: '选择证书文件', en: 'Choose the certificate file' },
  signature: { zh: '签名（Base64）', en: 'Signature (Base64)' },
} as const

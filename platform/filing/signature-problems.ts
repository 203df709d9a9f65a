import { defineProblem } from '@jiamao/kernel/problem'

export const signatureDue = defineProblem({
  code: 'SIGNATURE_DUE',
  status: 403,
  zh: {
    title: '须先签名',
    detail: '“{type}”须由授权签字人签名后提交，政策不允许先报后签。',
    remedy: '请本企业的授权签字人登录、阅读签名声明后提交；程序令牌不能签名。',
  },
  en: {
    title: 'To be signed first',
    detail: '"{typeEn}" is signed by the signer when it is filed: policy lets nobody sign it later.',
    remedy: 'Have the enterprise’s signer sign in, read the statement and submit; a token does not sign.',
  },
})
export const signatureChanged = defineProblem({
  code: 'SIGNATURE_CHANGED',
  status: 409,
  zh: {
    title: '签名内容已变化',
    detail: '您阅读的签名声明与现在的申报不一致。',
    remedy: '重新阅读声明后再签名；没有写入任何内容。',
  },
  en: {
    title: 'What is signed has changed',
    detail: 'The statement that you read is not that of the filing as it is now.',
    remedy: 'Read the statement again and sign it then; nothing was written.',
  },
})
export const nothingToSign = defineProblem({
  code: 'SIGNATURE_NONE_DUE',
  status: 409,
  zh: {
    title: '没有待签的内容',
    detail: '这份申报不须签名、已经签名，或已退回、已结束。',
    remedy: '查看申报的签名一栏；退回后重新提交的版本须重新签名。',
  },
  en: {
    title: 'Nothing to sign',
    detail: 'This filing asks for no signature, has one, went back, or has ended.',
    remedy: 'Look at its signature; a version that is filed anew is signed anew.',
  },
})

/** 授权签字人. The role of who signs for an enterprise. */
export const signer = 'signer'

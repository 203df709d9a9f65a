/** SM2 证书: read, and held against what is trusted. Knows no person and no database. */
export { isSignedBy } from './sm2.ts'
export { certificateRefused, requireTrusted, type Trust } from './trust.ts'
export { type Certificate, inPem, type RevocationList, readCertificate, readRevocationList } from './x509.ts'

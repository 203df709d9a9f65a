import { passkeyWords } from '../words/passkeys.ts'
import { useWords } from '../words/words.ts'
import { Fault } from './waiting.tsx'

/** A fault of an act with a passkey: the device's in our words, the server's as it says it. */
export function DeviceFault({ error }: { readonly error: unknown }) {
  const words = useWords(passkeyWords)
  return error instanceof DOMException ? <p role="alert">{words.declined}</p> : <Fault error={error} />
}

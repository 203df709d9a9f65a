import type { Bodies } from './bodies.ts'
import { type Codec, defineCodec } from './define.ts'
import { messages } from './messages.ts'

type Codecs = { readonly [Type in keyof Bodies]: Codec<Bodies[Type]> }

/** The codecs of all messages that the platform and its counterparts speak, by type as `recognise` names it. */
export const codecs = Object.fromEntries(
  Object.entries(messages).map(([type, definition]) => [type, defineCodec(type, definition)]),
) as unknown as Codecs

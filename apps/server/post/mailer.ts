import type { DeliveryResult } from '@jiamao/platform/work'
import { createTransport } from 'nodemailer'
import type { MailServer } from '../mail-settings.ts'

/** A letter (邮件), written out. */
interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** The page that stops letters, for the button of the reader's own program. */
  readonly stop?: string
  /** The same at each attempt: a mailbox knows a repetition by it. */
  readonly id: string
}

/** How handing a letter to the mail server went. `again`: it may go another time. */
type Posted = { readonly ok: true } | { readonly ok: false; readonly again: boolean; readonly result: DeliveryResult }

/** Hands letters to the mail server. */
export interface Mailer {
  send(letter: Letter): Promise<Posted>
}

// Together less than the lease of a batch.
const limits = { connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 15_000 }
const wholeMs = 30_000

export function mailerBy({ host, port, isSecure, needsTls, user, password, from }: MailServer): Mailer {
  const transport = () =>
    createTransport({
      ...{ host, port, secure: isSecure, requireTLS: needsTls, ...limits },
      ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
      // What a letter is made of is ours: nothing in it names a file or an address to fetch.
      ...{ disableFileAccess: true, disableUrlAccess: true },
    })
  return {
    send: async ({ to, subject, text, html, stop, id }) => {
      const mail = {
        ...{ from: { name: '加贸 jiamao', address: from }, to, subject, text, html },
        messageId: `<${id}@${from.split('@')[1]}>`,
        headers: { 'Auto-Submitted': 'auto-generated', ...(stop ? { 'List-Unsubscribe': `<${stop}>` } : {}) },
      }
      const way = transport()
      let deadline: NodeJS.Timeout | undefined
      const late = new Promise<never>((_, fail) => {
        deadline = setTimeout(() => fail(new Error('timeout')), wholeMs)
      })
      try {
        await Promise.race([way.sendMail(mail), late])
        return { ok: true }
      } catch (error) {
        return failureOf(error as SmtpError)
      } finally {
        clearTimeout(deadline)
        way.close()
      }
    },
  }
}

interface SmtpError extends Error {
  readonly code?: string
  readonly responseCode?: number
}

/** A server that refuses the receiver or the letter for good is not asked again; one that refuses us is: our settings can be mended. */
function failureOf({ code = '', message, responseCode }: SmtpError): Posted {
  const isRefused = responseCode !== undefined && responseCode >= 500 && ['EENVELOPE', 'EMESSAGE'].includes(code)
  const fault = isRefused ? 'mailRefused' : message === 'timeout' || code === 'ETIMEDOUT' ? 'timeout' : 'mailServer'
  return {
    ok: false,
    again: !isRefused,
    result: { fault, ...(responseCode === undefined ? {} : { status: responseCode }) },
  }
}

/** The outside world's mail server: takes SMTP, and tells what came in the way Mailpit's API does. */
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export type ReceivedMail = { id: string; to: string; subject: string; html: string; text: string; messageId: string }

type Refusal = { code: number; words: string }

export type MailServer = {
  smtpUrl: string
  /** Base of `/api/v1/messages` and `/api/v1/message/ID`. */
  apiUrl: string
  received: ReceivedMail[]
  /** Milliseconds that every delivery takes from now on. */
  delay: (milliseconds: number) => void
  /** Deliveries from now on stall in the middle, those to `address` only if one is named. Resolves what stalls, when called. */
  hold: (address?: string) => () => void
  /** How many deliveries have begun. */
  begun: () => number
  /** The most connections that were open at one time. */
  mostConnections: () => number
  /** Refuses this recipient with 550, or as `refusal` says. */
  refuseForever: (address: string, refusal?: Refusal) => void
  /** Refuse (true) or accept (false) every sender from now on. */
  refuseSender: (isRefusing: boolean) => void
  /** Refuse (true) or take (false) deliveries from now on. */
  refuse: (isRefusing: boolean) => void
  stop: () => Promise<void>
}

/** For connections that a client keeps for its next mail. */
const CLOSE_MS = 100

/** `port`: where nobody listened until now. */
export async function startMailServer(port = 0): Promise<MailServer> {
  const received: ReceivedMail[] = []
  let delayMs = 0
  let isRefusing = false
  let held: { address: string | undefined; until: Promise<void> } | null = null
  let begun = 0
  let open = 0
  let most = 0
  let isRefusingSender = false
  const refused = new Map<string, Refusal>()
  const smtp = new SMTPServer({
    authOptional: true,
    closeTimeout: CLOSE_MS,
    disabledCommands: ['STARTTLS'],
    onConnect(_session, done) {
      open += 1
      most = Math.max(most, open)
      done()
    },
    onClose: () => void (open -= 1),
    onMailFrom(_address, _session, done) {
      done(isRefusingSender ? Object.assign(new Error('sender domain not verified'), { responseCode: 550 }) : undefined)
    },
    onRcptTo({ address }, _session, done) {
      const refusal = refused.get(address)
      done(refusal && Object.assign(new Error(`${refusal.words}: ${address}`), { responseCode: refusal.code }))
    },
    async onData(stream, session, done) {
      const content = await buffer(stream).catch(() => null)
      if (content === null) return done(new Error('the client went away in the middle of its mail'))
      begun += 1
      if (held !== null && (held.address ?? session.envelope.rcptTo[0]?.address) === session.envelope.rcptTo[0]?.address) await held.until
      if (isRefusing) return done(Object.assign(new Error('mailbox busy'), { responseCode: 451 }))
      const mail = await PostalMime.parse(content)
      await new Promise((resolve) => setTimeout(resolve, delayMs))
      received.push({
        id: String(received.length + 1),
        to: session.envelope.rcptTo[0]?.address ?? '',
        subject: mail.subject ?? '',
        html: mail.html ?? '',
        text: mail.text ?? '',
        messageId: mail.messageId ?? '',
      })
      done()
    },
  })
  // Else a client that is killed in the middle of a mail would end the test run.
  smtp.on('error', () => {})
  await new Promise<void>((resolve) => smtp.listen(port, '127.0.0.1', resolve))
  const api = createServer((request, response) => {
    const id = request.url?.match(/^\/api\/v1\/message\/(\d+)$/)?.[1]
    const body =
      id === undefined ? { messages: received.toReversed().map(asMailpit) } : received.filter((mail) => mail.id === id).map(asMailpit)[0]
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}))
  })
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve))
  return {
    smtpUrl: `smtp://127.0.0.1:${portOf(smtp.server.address())}`,
    apiUrl: `http://127.0.0.1:${portOf(api.address())}`,
    received,
    delay: (milliseconds) => void (delayMs = milliseconds),
    hold(address) {
      const { promise: until, resolve } = Promise.withResolvers<void>()
      held = { address, until }
      return () => {
        held = null
        resolve()
      }
    },
    begun: () => begun,
    mostConnections: () => most,
    refuseForever: (address, refusal = { code: 550, words: 'no such mailbox' }) => void refused.set(address, refusal),
    refuseSender: (refusing) => void (isRefusingSender = refusing),
    refuse: (refusing) => void (isRefusing = refusing),
    stop: async () => {
      await new Promise<void>((resolve) => smtp.close(resolve))
      await closeHttp(api)
    },
  }
}

function asMailpit({ id, to, subject, html, text }: ReceivedMail) {
  return { ID: id, To: [{ Address: to, Name: '' }], Subject: subject, HTML: html, Text: text }
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function closeHttp(server: Server) {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

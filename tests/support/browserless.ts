/** A visitor without a browser: keeps cookies, posts forms as one, follows nothing. */
import { randomInt } from 'node:crypto'
import type { App } from './app.ts'
import { viewerOf } from './viewer-mark.ts'

export type Answer = { status: number; location: string | null; text: string; headers: Headers }

export class Visitor {
  readonly cookies = new Map<string, string>()
  /** Its own client address, so that one visitor's limits are not another's. */
  readonly address = `198.51.${randomInt(256)}.${randomInt(1, 255)}`
  readonly #app: App

  constructor(app: App) {
    this.#app = app
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send(path, { headers })
  }

  /** A form as a browser without scripts posts it; `json: true` as our script does. It names who is signed in, as a page of theirs does. */
  async post(
    path: string,
    fields: Record<string, string>,
    { json = false, headers = {} }: { json?: boolean; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const accept = json ? 'application/json' : 'text/html'
    const viewer = await viewerOf(this.#app, headers.cookie ?? this.cookieHeader)
    return this.#send(path, {
      method: 'POST',
      body: new URLSearchParams({ ...(viewer !== undefined && { viewer }), ...fields }),
      headers: { accept, 'sec-fetch-site': 'same-origin', ...headers },
    })
  }

  /** A call of Better Auth's own API, as its client makes it. */
  auth(path: string, body: object): Promise<Answer> {
    const headers = { 'content-type': 'application/json', origin: this.#app.url }
    return this.#send(`/api/auth${path}`, { method: 'POST', body: JSON.stringify(body), headers })
  }

  async #send(path: string, init: RequestInit): Promise<Answer> {
    const cookie = this.cookieHeader
    const headers = { 'x-forwarded-for': this.address, ...(cookie && { cookie }), ...(init.headers as Record<string, string>) }
    const answer = await fetch(`${this.#app.url}${path}`, { ...init, headers, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) this.#keep(line)
    return { status: answer.status, location: answer.headers.get('location'), text: await answer.text(), headers: answer.headers }
  }

  #keep(line: string) {
    const [pair = '', ...attributes] = line.split('; ')
    const name = pair.slice(0, pair.indexOf('='))
    const isGone = attributes.some((attribute) => attribute.toLowerCase() === 'max-age=0')
    if (isGone) this.cookies.delete(name)
    else this.cookies.set(name, pair.slice(name.length + 1))
  }
}

/** The path of the newest link to this app in a mail to `address`; waits for the mail. */
export async function linkTo(app: App, address: string, path: string): Promise<string> {
  const deadline = Date.now() + 15_000
  while (Date.now() < deadline) {
    const mail = app.mail.received.findLast((received) => received.to === address && received.text.includes(`${app.url}${path}`))
    const link = mail?.text.split('\n').find((line) => line.startsWith(`${app.url}${path}`))
    if (link !== undefined) return link.slice(app.url.length)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(
    `No mail to ${address} with a link to ${path}. Received: ${app.mail.received.map((mail) => `${mail.to} ${mail.subject}`).join(', ')}`,
  )
}

export async function until(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000
  while (Date.now() < deadline) {
    if (await isTrue()) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`Waited in vain until ${what}.`)
}

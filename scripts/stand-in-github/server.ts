/**
 * GitHub's OAuth and user endpoints, as far as an app needs them to sign people in, for development and tests. Strict
 * where GitHub is: the client's secret, the redirect address, a code that works once, PKCE. Never part of a build.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import { choicePage, refusalPage } from './page.ts'
import { PEOPLE, type StandInPerson } from './people.ts'

const BODY_MAX_BYTES = 64 * 1024
const CODE_TTL_MS = 10 * 60_000

type Grant = { person: StandInPerson; redirectUri: string; challenge: string | null; scope: string; expiresAt: number }

export type StandInGithub = {
  url: string
  clientId: string
  clientSecret: string
  /** What the app needs to use it. */
  env: { GITHUB_URL: string; GITHUB_CLIENT_ID: string; GITHUB_CLIENT_SECRET: string }
  people: StandInPerson[]
  /** Every token that it gave. */
  tokens: string[]
  /** Answers in place of the endpoint at a path, from now on; null: as before. */
  answerInstead: (path: string, answer: ((response: ServerResponse) => void) | null) => void
  stop: () => Promise<void>
}

type Place = {
  /** 0: one that the system picks. */
  port?: number
  /** The address to listen on, and the name by which browsers reach it. */
  host?: string
  hostname?: string
  /** Where the app is, asked at each request; absent: anywhere on this machine. */
  appOrigin?: () => string
}

export async function startStandInGithub(place: Place = {}): Promise<StandInGithub> {
  const { port = 0, host = 'localhost', hostname = 'localhost', appOrigin } = place
  const clientId = `Iv1.${randomBytes(8).toString('hex')}`
  const clientSecret = randomBytes(20).toString('hex')
  const people = [...PEOPLE]
  const grants = new Map<string, Grant>()
  const bearers = new Map<string, Grant>()
  const instead = new Map<string, (response: ServerResponse) => void>()

  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => send(response, 500, String(error)))
  })

  async function respond(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in')
    const other = instead.get(pathname)
    if (other !== undefined) return other(response)
    const route = `${request.method} ${pathname}`
    if (route === 'GET /login/oauth/authorize') return ask(response, searchParams)
    if (route === 'POST /login/oauth/authorize') return decide(response, await bodyOf(request))
    if (route === 'POST /login/oauth/access_token') return exchange(response, await bodyOf(request))
    if (route === 'GET /api/v3/user' || route === 'GET /api/v3/user/emails') return tell(request, response, pathname)
    send(response, 404, JSON.stringify({ message: 'Not Found' }), 'application/json')
  }

  function ask(response: ServerResponse, given: URLSearchParams) {
    const why = whyNot(given)
    if (why !== null) return send(response, 400, refusalPage(why), 'text/html; charset=utf-8')
    send(response, 200, choicePage(people, Object.fromEntries(given)), 'text/html; charset=utf-8')
  }

  function whyNot(given: URLSearchParams): string | null {
    if (given.get('client_id') !== clientId) return 'No app is registered under this client_id.'
    const target = URL.parse(given.get('redirect_uri') ?? '')
    const isKnown = appOrigin === undefined ? target?.hostname === 'localhost' : target?.origin === appOrigin()
    if (!isKnown || target?.pathname !== '/api/auth/callback/github') return 'The redirect_uri is not one of this app.'
    if (given.get('code_challenge') !== null && given.get('code_challenge_method') !== 'S256') return 'Only S256 challenges are taken.'
    return null
  }

  function decide(response: ServerResponse, given: URLSearchParams) {
    const why = whyNot(given)
    if (why !== null) return send(response, 400, refusalPage(why), 'text/html; charset=utf-8')
    const redirectUri = given.get('redirect_uri') ?? ''
    const target = new URL(redirectUri)
    const person = people.find(({ login }) => login === given.get('login'))
    if (given.has('deny') || person === undefined) {
      target.searchParams.set('error', 'access_denied')
      target.searchParams.set('error_description', 'The user has denied your application access.')
    } else {
      const code = randomBytes(10).toString('hex')
      const challenge = given.get('code_challenge')
      grants.set(code, { person, redirectUri, challenge, scope: given.get('scope') ?? '', expiresAt: Date.now() + CODE_TTL_MS })
      target.searchParams.set('code', code)
    }
    const state = given.get('state')
    if (state !== null) target.searchParams.set('state', state)
    response.writeHead(302, { location: target.href }).end()
  }

  /** A refusal has status 200, as GitHub's. */
  function exchange(response: ServerResponse, given: URLSearchParams) {
    const refuse = (error: string) => send(response, 200, JSON.stringify({ error }), 'application/json')
    if (given.get('client_id') !== clientId || !equal(given.get('client_secret') ?? '', clientSecret))
      return refuse('incorrect_client_credentials')
    const grant = grants.get(given.get('code') ?? '')
    grants.delete(given.get('code') ?? '')
    if (grant === undefined || grant.expiresAt < Date.now()) return refuse('bad_verification_code')
    if (given.get('redirect_uri') !== grant.redirectUri) return refuse('redirect_uri_mismatch')
    if (grant.challenge !== null && challengeOf(given.get('code_verifier') ?? '') !== grant.challenge)
      return refuse('bad_verification_code')
    const token = `gho_${randomBytes(18).toString('hex')}`
    bearers.set(token, grant)
    send(response, 200, JSON.stringify({ access_token: token, token_type: 'bearer', scope: grant.scope }), 'application/json')
  }

  function tell(request: IncomingMessage, response: ServerResponse, pathname: string) {
    const grant = bearers.get(request.headers.authorization?.replace(/^bearer /i, '') ?? '')
    if (grant === undefined) return send(response, 401, JSON.stringify({ message: 'Bad credentials' }), 'application/json')
    const { id, login, name, emails } = grant.person
    const user = { id, login, name, email: null, type: 'User', avatar_url: `http://${request.headers.host}/avatars/${id}` }
    send(response, 200, JSON.stringify(pathname.endsWith('/emails') ? emails : user), 'application/json')
  }

  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  const address = server.address()
  const url = `http://${hostname}:${typeof address === 'object' ? address?.port : port}`
  return {
    url,
    clientId,
    clientSecret,
    env: { GITHUB_URL: url, GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret },
    people,
    get tokens() {
      return [...bearers.keys()]
    },
    answerInstead: (path, answer) => void (answer === null ? instead.delete(path) : instead.set(path, answer)),
    stop: () => close(server),
  }
}

const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url')

function equal(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > BODY_MAX_BYTES) throw new Error('too much')
  }
  return new URLSearchParams(text)
}

function send(response: ServerResponse, status: number, body: string, contentType = 'text/plain') {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body)
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

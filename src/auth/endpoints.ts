/**
 * The doors of `/api/auth`. Deny by default: Better Auth registers more endpoints than the product uses,
 * some of which return tokens or redirect to an address from the query. What is not open here, or by the feature that brings
 * it (`feature.server.ts`), answers 404. A test lists every endpoint of the auth instance and fails on one that is neither
 * open nor closed with a reason.
 */
import { featureEndpoints } from './auth-parts.ts'

/** Better Auth's own. */
const OPEN: readonly string[] = [
  'POST /sign-up/email',
  'POST /sign-in/email',
  'POST /sign-out',
  'POST /send-verification-email',
  'POST /request-password-reset',
  'POST /reset-password',
  'GET /get-session',
  // Through `provider-callback.server.ts`, which has a route of its own.
  'GET /callback/:id',
  'POST /callback/:id',
  'GET /ok',
]

/** Known and closed, with the reason. */
const CLOSED: Readonly<Record<string, string>> = {
  'GET /verify-email': 'mail scanners follow links; our page consumes the token by POST',
  'GET /reset-password/:token': 'redirects to an address from the query; our page reads the token itself',
  'GET /error': 'our own error page',
  'POST /get-session': 'one way to read a session is enough',
  'GET /list-sessions': 'returns the tokens of other sessions',
  'POST /revoke-session': 'takes a token; sessions are ended by id',
  'POST /revoke-sessions': 'sessions are ended by id',
  'POST /revoke-other-sessions': 'sessions are ended by id',
  'POST /update-session': 'no session field is a person’s to write',
  'POST /update-user': 'the profile is a server function with its own event',
  'POST /change-password': 'changed by our own form, in one transaction with its event',
  'POST /change-email': 'mails the new address only; ours asks both mailboxes',
  'POST /delete-user': 'erases at once; ours waits two weeks',
  'GET /delete-user/callback': 'erases by a GET, which mail scanners make',
  'POST /verify-password': 'an oracle for the password of a stolen session',
  'POST /sign-in/social': 'our form asks for it',
  'POST /link-social': 'our form asks for it, after step-up',
  'POST /unlink-account': 'knows no passkey and no step-up; ours leaves a way in and records',
  'GET /list-accounts': 'the page of connections lists them by our own words',
  'POST /refresh-token': 'no token of a provider is kept',
  'POST /get-access-token': 'no token of a provider is kept',
  'GET /account-info': 'no token of a provider is kept',
  'POST /two-factor/enable': 'turned on by our own form, in one transaction with its event',
  'POST /two-factor/disable': 'turned off by our own form',
  'POST /two-factor/generate-backup-codes': 'made by our own form',
  'POST /two-factor/get-totp-uri': 'the secret is shown once, while it is set up',
  'POST /two-factor/send-otp': 'no codes by mail',
  'POST /two-factor/verify-otp': 'no codes by mail',
  'POST /two-factor/verify-totp': 'our page passes the code on',
  'POST /two-factor/verify-backup-code': 'our page passes the code on',
}

export const closedAuthEndpoints = (): Record<string, string> => ({
  ...Object.fromEntries(featureEndpoints().flatMap(([name, endpoint]) => ('closed' in endpoint ? [[name, endpoint.closed]] : []))),
  ...CLOSED,
})

/** No feature opens what somebody has closed. */
export function openAuthEndpoints(): string[] {
  const closed = closedAuthEndpoints()
  const ofFeatures = featureEndpoints().flatMap(([name, endpoint]) => ('open' in endpoint ? [name] : []))
  return [...OPEN, ...ofFeatures].filter((name) => !(name in closed))
}

let open: ReadonlySet<string> | undefined

export const isOpenAuthEndpoint = (name: string): boolean => (open ??= new Set(openAuthEndpoints())).has(name)

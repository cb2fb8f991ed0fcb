import type { BetterAuthPlugin } from 'better-auth'
import { magicLink } from 'better-auth/plugins'
import * as history from '#auth/history.server.ts'
import { env } from '#platform/config/env.server.ts'
import { inBackground } from '#platform/http/background.server.ts'
import { sendMagicLink } from './magic-link-mail.server.ts'

const LINK_TTL_MINUTES = 10

/** Sign-in by a link in a mail; nothing where the deployment does without. One answer, at one speed, for every address. */
export function magicLinks(): BetterAuthPlugin[] {
  if (!env().magicLink) return []
  const plugin = magicLink({
    expiresIn: LINK_TTL_MINUTES * 60,
    disableSignUp: true,
    storeToken: 'hashed',
    sendMagicLink({ email, token, metadata }) {
      const target = typeof metadata?.redirect === 'string' ? metadata.redirect : null
      inBackground(sendMagicLink(email, token, target, LINK_TTL_MINUTES))
    },
  })
  return [{ ...plugin, init: () => ({ options: { databaseHooks: { user: { update: { after: noteVerifiedEmail } } } } }) }]
}

type Hook = { path?: string; request?: Request | undefined } | null

/** It changes a person only when the link is the first proof of the address; whatever got in before has just been removed. */
async function noteVerifiedEmail(user: { id: string }, context: Hook): Promise<void> {
  if (context?.path === '/magic-link/verify') history.emailWasVerified(user, context.request)
}

import { magicLink } from 'better-auth/plugins'
import { env } from '#platform/config/env.server.ts'
import * as accountMails from './account-mails.server.ts'
import { inBackground } from '#platform/http/background.server.ts'

const LINK_TTL_MINUTES = 10

/** Sign-in by a link in a mail; nothing where the deployment does without. One answer, at one speed, for every address. */
export function magicLinks() {
  if (!env().magicLink) return []
  return [
    magicLink({
      expiresIn: LINK_TTL_MINUTES * 60,
      disableSignUp: true,
      storeToken: 'hashed',
      sendMagicLink({ email, token, metadata }) {
        const target = typeof metadata?.redirect === 'string' ? metadata.redirect : null
        inBackground(accountMails.sendMagicLink(email, token, target, LINK_TTL_MINUTES))
      },
    }),
  ]
}

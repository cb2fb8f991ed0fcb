import { isVisible } from '#platform/forms/visible-text.ts'
import { m } from '#platform/i18n/generated/messages.js'

const NAME_MAX_CHARACTERS = 60
/** What a mail program may turn into a link: `://`, `@`, `/`, a dot with two letters behind it in any script, a telephone number. */
const LINK_LIKE = /[/\\@:]|[.。．｡][\p{L}\p{N}-]{2}|www|(?:\p{N}\P{N}{0,2}){5}/iu

/**
 * `Hi Ada,`. A name is whatever a stranger typed on the sign-up form, and this mail goes to an address
 * that need not be theirs: a name that could carry their link or their text is left out.
 */
export function greeting(name: string): string {
  const shown = name
    .normalize('NFKC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
  const isUsable = isVisible(shown) && [...shown].length <= NAME_MAX_CHARACTERS && !LINK_LIKE.test(shown)
  return isUsable ? m.email_greeting({ name: shown }) : m.email_greeting_nameless()
}

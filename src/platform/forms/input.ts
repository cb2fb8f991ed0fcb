import { z } from 'zod'
import { canonicalEmail } from './email-address.ts'
import type { Problem } from './problem.server.ts'
import { isVisible } from './visible-text.ts'

/** Input fields shared by forms. Zod's message is our problem code, which the page turns into words. */
const problem = (code: Problem) => ({ error: code })

const EMAIL_MAX_CHARACTERS = 254
const NAME_MAX_CHARACTERS = 100
const PATH_MAX_CHARACTERS = 2048
/** A cap on what is hashed or compared at all; the password policy has its own, lower limit. */
const SECRET_MAX_CHARACTERS = 1024

/** Letters of any script are welcome; control characters, lone surrogates and direction overrides are not. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u

/** Where to go afterwards: one that is too long to be ours is none. `safeRedirect` looks at where it leads. */
export const pathInput = z.string().max(PATH_MAX_CHARACTERS).optional().catch(undefined)

/** The user that a form names. Anything else names nobody. */
export const viewerInput = z.uuid().optional().catch(undefined)

export const nameInput = z
  .string(problem('required'))
  .trim()
  .min(1, problem('required'))
  .max(NAME_MAX_CHARACTERS, problem('too_long'))
  .refine((name) => !UNPRINTABLE.test(name), problem('name_invalid'))
  .refine((name) => name === '' || isVisible(name), problem('name_invalid'))

/** In its canonical spelling. */
export const emailInput = z
  .string(problem('required'))
  .trim()
  .min(1, problem('required'))
  .max(EMAIL_MAX_CHARACTERS, problem('too_long'))
  .transform((text, { addIssue }) => {
    const email = canonicalEmail(text)
    if (email === null) addIssue('email_invalid' satisfies Problem)
    return email ?? z.NEVER
  })
  .pipe(z.string().max(EMAIL_MAX_CHARACTERS, problem('too_long')))

export const secretInput = z.string(problem('required')).min(1, problem('required')).max(SECRET_MAX_CHARACTERS, problem('too_long'))

/**
 * Every limit there is. All are counted through `count.server.ts`, in Postgres or Valkey, so that each instance counts the
 * same tries by the same clock. Reading counts nothing: a page view, a read by a server function and `get-session` would
 * each become a write, and a stranger could make Postgres write by looking (docs/decisions/016-limits.md).
 */
const MINUTE = 60
const HOUR = 60 * MINUTE

export type Limit = {
  /** Whose tries are counted together: `address` is an IPv4 address or an IPv6 /64, `mailbox` an address without its +tag. */
  by: 'address' | 'account' | 'device' | 'mailbox'
  /** Tries in a window that begins with the first of them, or anew with each: then no stretch of that length has more. */
  max: number
  windowSeconds: number
  beginsAnew?: boolean
  /** From here to `max` each try takes a solved challenge; without one it is refused, and not counted. */
  challengeAfter?: number
}

const perMinute = (max: number, challengeAfter?: number): Limit => ({
  by: 'address',
  max,
  windowSeconds: MINUTE,
  ...(challengeAfter !== undefined && { challengeAfter }),
})

export const LIMITS = {
  // From one client address, a minute. A sign-in that succeeds gives its try back: many people may share an address.
  sign_in: perMinute(10),
  sign_up: perMinute(10, 5),
  ask_for_mail: perMinute(5, 3),
  use_mail_link: perMinute(20),
  second_factor: perMinute(20),
  provider: perMinute(20),
  passkey_options: perMinute(60),
  passkey: perMinute(20),
  /** Besides their own limits: everything that may write. */
  write: perMinute(300),

  // Guesses at one account's password. Its owner goes on meanwhile, in a browser that has signed them in before.
  password_of_stranger: { by: 'account', max: 20, windowSeconds: HOUR, beginsAnew: true, challengeAfter: 10 },
  password_of_known_device: { by: 'device', max: 10, windowSeconds: HOUR, beginsAnew: true },
  /** Asked once more of who is signed in: a stolen session must not guess faster than a stranger. */
  password_again: { by: 'account', max: 10, windowSeconds: HOUR },
  password_again_from_address: { by: 'address', max: 30, windowSeconds: 15 * MINUTE },
  /** Of an account that is not confirmed, by who holds the link to confirm it. */
  password_of_sign_up: { by: 'account', max: 10, windowSeconds: HOUR },

  // Wrong codes of a second factor, at sign-in and step-up together. A browser that has passed it before has its own tries.
  code_of_unknown_device: { by: 'account', max: 10, windowSeconds: 15 * MINUTE, beginsAnew: true },
  code_of_known_device: { by: 'device', max: 10, windowSeconds: 15 * MINUTE, beginsAnew: true },

  // What one person may ask of the server.
  write_by_person: { by: 'account', max: 200, windowSeconds: MINUTE },
  picture: { by: 'account', max: 20, windowSeconds: HOUR },
  export: { by: 'account', max: 20, windowSeconds: HOUR },
  email_change: { by: 'account', max: 5, windowSeconds: HOUR },

  /** That a limit was reached, for the audit log: of whom it is counted for, once. A refusal else writes nothing. */
  note_of_limit: { by: 'account', max: 1, windowSeconds: HOUR },

  /** Mails that a stranger can have sent to someone. Beyond them nothing is sent, and the answer stays the same. */
  mail: { by: 'mailbox', max: 5, windowSeconds: HOUR },
  /** Of those, for who shows nothing. The others take a solved challenge or the owner's browser: strangers must not use up all. */
  mail_without_proof: { by: 'mailbox', max: 3, windowSeconds: HOUR, beginsAnew: true },
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof LIMITS

export const isLimitName = (name: string): name is LimitName => Object.hasOwn(LIMITS, name)

import { defineServerFeature } from '#platform/features.ts'
import { HOUR, MINUTE, perMinute } from '#platform/rate-limits/limit.ts'

/** What `auth` itself has, and no feature can take away. */
export const auth = defineServerFeature({
  name: 'auth',
  limits: {
    // From one client address, a minute. A sign-in that succeeds gives its try back: many people may share an address.
    sign_in: perMinute(10, { endpoints: ['/sign-in/email'] }),
    sign_up: perMinute(10, { endpoints: ['/sign-up/email'], challengeAfter: 5 }),
    ask_for_mail: perMinute(5, {
      endpoints: ['/request-password-reset', '/send-verification-email'],
      challengeAfter: 3,
    }),
    use_mail_link: perMinute(20, { endpoints: ['/reset-password', '/verify-email'] }),
    /** Besides their own limits: everything that may write. */
    write: perMinute(300),

    // Guesses at one account's password. Its owner goes on meanwhile, in a browser that has signed them in before.
    password_of_stranger: { by: 'account', max: 20, windowSeconds: HOUR, beginsAnew: true, challengeAfter: 10 },
    password_of_known_device: { by: 'device', max: 10, windowSeconds: HOUR, beginsAnew: true },
    /** Asked once more of who is signed in: a stolen session must not guess faster than a stranger. */
    password_again: { by: 'account', max: 10, windowSeconds: HOUR },
    password_again_from_address: { by: 'address', max: 30, windowSeconds: 15 * MINUTE },

    // Wrong codes of a second factor, at sign-in and step-up together. A browser that has passed it before has its own tries.
    code_of_unknown_device: { by: 'account', max: 10, windowSeconds: 15 * MINUTE, beginsAnew: true },
    code_of_known_device: { by: 'device', max: 10, windowSeconds: 15 * MINUTE, beginsAnew: true },

    // What one person may ask of the server.
    write_by_person: { by: 'account', max: 200, windowSeconds: MINUTE },
    export: { by: 'account', max: 20, windowSeconds: HOUR },

    /** That a limit was reached, for the audit log: of whom it is counted for, once. A refusal else writes nothing. */
    note_of_limit: { by: 'account', max: 1, windowSeconds: HOUR },

    /** Mails that a stranger can have sent to someone. Beyond them nothing is sent, and the answer stays the same. */
    mail: { by: 'mailbox', max: 5, windowSeconds: HOUR },
    /** Of those, for who shows nothing. The others take a solved challenge or the owner's browser: strangers must not use up all. */
    mail_without_proof: { by: 'mailbox', max: 3, windowSeconds: HOUR, beginsAnew: true },
  },
  errors: {
    password_too_short: { text: (m) => m.auth_problem_password_too_short(), authCodes: ['PASSWORD_TOO_SHORT'], field: 'password' },
    password_too_long: { text: (m) => m.auth_problem_password_too_long(), authCodes: ['PASSWORD_TOO_LONG'], field: 'password' },
    password_common: { text: (m) => m.auth_problem_password_common(), authCodes: ['PASSWORD_COMMON'], field: 'password' },
    password_personal: { text: (m) => m.auth_problem_password_personal(), authCodes: ['PASSWORD_PERSONAL'], field: 'password' },
    password_breached: { text: (m) => m.abuse_problem_password_breached(), authCodes: ['PASSWORD_BREACHED'], field: 'password' },
    password_wrong: { text: (m) => m.passkeys_problem_password_wrong() },
    credentials_wrong: { text: (m) => m.auth_problem_credentials_wrong(), authCodes: ['INVALID_EMAIL_OR_PASSWORD'] },
    email_unverified: { text: (m) => m.auth_problem_email_unverified(), authCodes: ['EMAIL_NOT_VERIFIED'] },
    link_invalid: {
      text: (m) => m.auth_problem_link_invalid(),
      authCodes: ['INVALID_TOKEN', 'TOKEN_EXPIRED', 'USER_NOT_FOUND', 'new_user_signup_disabled', 'user_not_found'],
    },
    code_wrong: {
      text: (m, { triesLeft }) =>
        triesLeft === undefined ? m.auth_problem_code_wrong() : m.auth_problem_code_wrong_left({ tries: triesLeft }),
      authCodes: ['INVALID_CODE', 'INVALID_BACKUP_CODE'],
      field: 'code',
    },
    code_locked: {
      text: (m, { minutes }) => m.auth_problem_code_locked({ minutes }),
      status: 429,
      authCodes: ['ACCOUNT_TEMPORARILY_LOCKED'],
    },
    challenge: { text: (m, { minutes }) => m.abuse_problem_challenge({ minutes }), status: 429 },
    step_up_needed: { text: (m) => m.auth_problem_step_up_needed(), authCodes: ['STEP_UP_NEEDED'] },
    last_way_in: { text: (m) => m.passkeys_problem_last_way_in() },
    not_sent: { text: (m) => m.refusals_not_sent() },
    cookies_blocked: { text: (m) => m.refusals_cookies_blocked() },
  },
  tables: {
    user: { exportedAs: 'profile', export: async (userId) => (await import('./export.server.ts')).exportProfile(userId) },
    session: { exportedAs: 'sessions', export: async (userId) => (await import('./export.server.ts')).exportSessions(userId) },
    account: { exportedAs: 'waysIn', export: async (userId) => (await import('./export.server.ts')).exportAccounts(userId) },
    mail_link: { exportedAs: 'linksInMails', export: async (userId) => (await import('./export.server.ts')).exportMailLinks(userId) },
  },
  jobs: {
    /** Rows whose time is over. */
    'rows.sweep': {
      isDaily: true,
      options: { expireInSeconds: 3600 },
      load: async () => (await import('./sweep.jobs.server.ts')).sweepRows,
    },
  },
})

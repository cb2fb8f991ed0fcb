/** Each is run by pointer, by keyboard alone and, where it works without them, with scripts off. */
const told = (...stories: string[]) => stories.map((name) => ({ file: `e2e/stories/${name}.ts` }))
const STORIES = told('sign-up-to-sign-out', 'mend-sign-up', 'reset-password', 'edit-profile', 'narrow-screen')

/**
 * Which tests hold what is claimed: files, or groups of one (the name of a `describe`). Read at build time by
 * `scripts/vite/proof.ts`, which takes the sentences from them; a claim goes in with the test that holds it.
 */
export const EVIDENCE = {
  'sign-up': [
    { file: 'tests/http/story.test.ts', group: 'a new person' },
    { file: 'tests/http/story.test.ts', group: 'a stranger who signs up the address of someone else (pre-hijacking)' },
    { file: 'e2e/sign-up.spec.ts' },
  ],
  enumeration: [{ file: 'tests/http/enumeration.test.ts' }],
  sessions: [{ file: 'tests/http/story.test.ts', group: 'a session' }, { file: 'e2e/sign-in.spec.ts' }],
  reset: [{ file: 'tests/http/story.test.ts', group: 'a password reset' }, { file: 'e2e/password-reset.spec.ts' }],
  'two-factor': [
    { file: 'tests/http/two-factor.test.ts' },
    { file: 'tests/http/two-factor-settings.test.ts' },
    ...told('set-up-two-factor', 'lose-phone', 'trust-device', 'mistype-code'),
  ],
  passkeys: [{ file: 'tests/http/passkeys.test.ts' }, { file: 'e2e/passkeys.spec.ts' }, { file: 'tests/http/magic-link.test.ts' }],
  providers: [
    { file: 'tests/http/providers.test.ts' },
    { file: 'tests/http/oidc.test.ts' },
    ...told('sign-in-with-github', 'connect-github', 'github-refusals'),
  ],
  'step-up': [{ file: 'tests/http/step-up.test.ts' }, ...told('confirm-and-go-on')],
  account: [
    { file: 'tests/http/email-change.test.ts' },
    { file: 'tests/http/password-change.test.ts' },
    { file: 'tests/http/sessions.test.ts' },
    { file: 'tests/http/avatar.test.ts' },
    { file: 'tests/http/export.test.ts' },
    { file: 'tests/http/deletion.test.ts' },
    ...told('change-email', 'revoke-session', 'leave-and-stay'),
  ],
  notices: [{ file: 'tests/http/notices.test.ts' }, { file: 'tests/notices/notices.db.test.ts' }, ...told('disown-sign-in')],
  secrets: [{ file: 'e2e/leak-watch.spec.ts' }],
  passwords: [{ file: 'tests/auth/password.test.ts' }, { file: 'tests/auth/password-policy.test.ts' }],
  guards: [
    { file: 'tests/http/rpc-surface.test.ts' },
    { file: 'tests/architecture/rpc-surface.test.ts' },
    { file: 'tests/http/guard-removal.test.ts' },
    { file: 'tests/http/doors.test.ts' },
  ],
  forms: [{ file: 'tests/http/forms.test.ts' }],
  scripts: [...STORIES, { file: 'e2e/no-javascript.spec.ts' }, { file: 'e2e/slow-javascript.spec.ts' }],
  mail: [
    { file: 'tests/http/mail.test.ts', group: 'mail never stands in the way of the request that asked for it' },
    { file: 'tests/http/mail.test.ts', group: 'mail comes in the language of the person who signed up' },
    { file: 'tests/emails/queue.db.test.ts' },
    { file: 'tests/emails/render.test.ts' },
  ],
  events: [{ file: 'tests/events/record.db.test.ts' }, { file: 'tests/jobs/queue.db.test.ts' }],
  outages: [{ file: 'tests/http/outage.test.ts', group: 'while the database fails' }, { file: 'tests/http/postgres-away.test.ts' }],
  postgres: [{ file: 'tests/scripts/postgres.test.ts' }],
  access: [...STORIES, { file: 'e2e/quality.spec.ts' }, { file: 'e2e/keyboard.spec.ts' }],
} satisfies Record<string, { file: string; group?: string }[]>

export type ClaimId = keyof typeof EVIDENCE

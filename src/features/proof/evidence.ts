/** Each is run by pointer, by keyboard alone and without scripts. */
const STORIES = ['sign-up-to-sign-out', 'mend-sign-up', 'reset-password', 'edit-profile', 'narrow-screen'].map((name) => ({
  file: `e2e/stories/${name}.ts`,
}))

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
  passwords: [{ file: 'tests/auth/password.test.ts' }, { file: 'tests/auth/password-policy.test.ts' }],
  guards: [
    { file: 'tests/http/rpc-surface.test.ts' },
    { file: 'tests/architecture/rpc-surface.test.ts' },
    { file: 'tests/http/guard-removal.test.ts' },
    { file: 'tests/http/doors.test.ts' },
  ],
  forms: [{ file: 'tests/http/forms.test.ts' }, { file: 'tests/http/outage.test.ts', group: 'input that skips the form' }],
  scripts: [...STORIES, { file: 'e2e/no-javascript.spec.ts' }, { file: 'e2e/slow-javascript.spec.ts' }],
  mail: [
    { file: 'tests/http/mail.test.ts', group: 'mail never stands in the way of the request that asked for it' },
    { file: 'tests/http/mail.test.ts', group: 'mail comes in the language of the person who signed up' },
    { file: 'tests/emails/queue.db.test.ts' },
    { file: 'tests/emails/render.test.ts' },
  ],
  events: [{ file: 'tests/events/record.db.test.ts' }, { file: 'tests/jobs/queue.db.test.ts' }],
  outages: [
    { file: 'tests/http/outage.test.ts', group: 'while the database fails' },
    { file: 'tests/http/outage.test.ts', group: 'while Postgres is away' },
  ],
  postgres: [{ file: 'tests/scripts/postgres.test.ts' }],
  access: [...STORIES, { file: 'e2e/accessibility.spec.ts' }, { file: 'e2e/keyboard.spec.ts' }],
} satisfies Record<string, { file: string; group?: string }[]>

export type ClaimId = keyof typeof EVIDENCE

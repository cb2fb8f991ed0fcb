import type { EmailMessage } from './message'

const person = { name: 'Ada Park' }
const link = (path: string) => `https://app.example.com${path}`
const linkWithToken = (path: string) => link(`${path}?token=eyJhbGciOiJIUzI1NiJ9.eyJlbWFpbCI6ImFkYSJ9.c2FtcGxlLXNpZ25hdHVyZQ`)

/** One mail of every kind, for the gallery at /dev/emails and for tests. A template without a sample does not compile. */
export const samples: { [Template in EmailMessage['template']]: Extract<EmailMessage, { template: Template }> } = {
  'verify-email': { template: 'verify-email', props: { ...person, url: linkWithToken('/verify-email'), expiresInMinutes: 60 } },
  'already-registered': {
    template: 'already-registered',
    props: { ...person, signInUrl: link('/sign-in'), resetUrl: link('/forgot-password') },
  },
  'reset-password': { template: 'reset-password', props: { ...person, url: linkWithToken('/reset-password'), expiresInMinutes: 30 } },
  'magic-link': { template: 'magic-link', props: { ...person, url: linkWithToken('/magic-link'), expiresInMinutes: 10 } },
  'security-notice': {
    template: 'security-notice',
    props: {
      ...person,
      happened: 'two_factor.disabled',
      at: '2026-11-20T14:05:00.000Z',
      device: 'Chrome · Windows',
      ipAddress: '203.0.113.77',
      notMeUrl: linkWithToken('/not-me'),
      settingsUrl: link('/settings/security/two-factor'),
    },
  },
  'email-change-confirm': {
    template: 'email-change-confirm',
    props: { ...person, newEmail: 'ada@new.example', url: linkWithToken('/change-email/confirm'), expiresInMinutes: 1440 },
  },
  'email-change-verify': {
    template: 'email-change-verify',
    props: { ...person, url: linkWithToken('/change-email/verify'), expiresInMinutes: 1440 },
  },
  'email-change-known': { template: 'email-change-known', props: { ...person, signInUrl: link('/sign-in') } },
  'email-changed': {
    template: 'email-changed',
    props: { ...person, newEmail: 'ada@new.example', url: linkWithToken('/change-email/undo'), expiresInMinutes: 4320 },
  },
  'deletion-asked': {
    template: 'deletion-asked',
    props: { ...person, dueAt: '2026-12-04T09:00:00.000Z', url: linkWithToken('/keep-account') },
  },
  'factor-removal': {
    template: 'factor-removal',
    props: { ...person, dueAt: '2026-12-04T09:00:00.000Z', url: linkWithToken('/keep-two-factor') },
  },
  'deletion-done': { template: 'deletion-done', props: { ...person, signUpUrl: link('/sign-up') } },
}

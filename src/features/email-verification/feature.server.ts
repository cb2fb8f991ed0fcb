import { defineServerFeature } from '#platform/features.ts'
import { HOUR } from '#platform/rate-limits/limit.ts'

export const emailVerification = defineServerFeature({
  name: 'email-verification',
  limits: {
    /** Guesses at the password of an account that is not confirmed, by who holds the link to confirm it. */
    password_of_sign_up: { by: 'account', max: 10, windowSeconds: HOUR },
  },
  errors: {
    password_needed: { text: (m) => m.auth_problem_password_needed() },
    password_not_chosen: { text: (m) => m.auth_problem_password_not_chosen() },
    link_used: { text: (m) => m.auth_problem_link_used() },
  },
  emails: () => import('./emails.ts'),
})

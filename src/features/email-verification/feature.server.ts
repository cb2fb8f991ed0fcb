import { defineServerFeature } from '#platform/features.ts'
import { HOUR } from '#platform/rate-limits/limit.ts'

export const emailVerification = defineServerFeature({
  name: 'email-verification',
  limits: {
    /** Guesses at the password of an account that is not confirmed, by who holds the link to confirm it. */
    password_of_sign_up: { by: 'account', max: 10, windowSeconds: HOUR },
  },
})

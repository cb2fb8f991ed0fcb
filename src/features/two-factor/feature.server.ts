import { defineServerFeature } from '#platform/features.ts'
import { perMinute } from '#platform/rate-limits/limit.ts'

export const twoFactor = defineServerFeature({
  name: 'two-factor',
  limits: {
    second_factor: perMinute(20, { endpoints: ['/two-factor/verify-totp', '/two-factor/verify-backup-code'] }),
  },
})

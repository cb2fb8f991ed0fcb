import { defineServerFeature } from '#platform/features.ts'
import { perMinute } from '#platform/rate-limits/limit.ts'

export const providers = defineServerFeature({
  name: 'providers',
  limits: {
    provider: perMinute(20, { endpoints: ['/sign-in/social', '/link-social', '/callback'] }),
  },
})

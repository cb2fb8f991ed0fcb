import { defineServerFeature } from '#platform/features.ts'
import { perMinute } from '#platform/rate-limits/limit.ts'

export const passkeys = defineServerFeature({
  name: 'passkeys',
  limits: {
    passkey_options: perMinute(60, { endpoints: ['/passkey/generate-authenticate-options', '/passkey/generate-register-options'] }),
    passkey: perMinute(20, { endpoints: ['/passkey/verify-authentication', '/passkey/verify-registration'] }),
  },
})

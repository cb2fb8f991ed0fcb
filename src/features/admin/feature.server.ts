import { brand } from '#brand.ts'
import { defineServerFeature } from '#platform/features.ts'

export const admin = defineServerFeature({
  name: 'admin',
  errors: {
    account_suspended: { text: (m) => m.refusals_suspended({ mail: brand.supportEmail }), authCodes: ['ACCOUNT_SUSPENDED'] },
  },
})

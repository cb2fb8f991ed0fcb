import { defineServerFeature } from '#platform/features.ts'

export const passkeys = defineServerFeature({
  name: 'passkeys',
})

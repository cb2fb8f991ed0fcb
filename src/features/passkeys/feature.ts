import { defineFeature } from '#platform/features.ts'

export const passkeys = defineFeature({
  name: 'passkeys',
})

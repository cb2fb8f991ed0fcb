import { defineServerFeature } from '#platform/features.ts'

export const admin = defineServerFeature({
  name: 'admin',
})

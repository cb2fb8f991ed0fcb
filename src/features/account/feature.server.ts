import { defineServerFeature } from '#platform/features.ts'

export const account = defineServerFeature({
  name: 'account',
})

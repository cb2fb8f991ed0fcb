import { defineServerFeature } from '#platform/features.ts'

export const email = defineServerFeature({
  name: 'email',
})

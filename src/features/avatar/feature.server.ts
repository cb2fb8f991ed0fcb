import { defineServerFeature } from '#platform/features.ts'

export const avatar = defineServerFeature({
  name: 'avatar',
})

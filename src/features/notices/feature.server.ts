import { defineServerFeature } from '#platform/features.ts'

export const notices = defineServerFeature({
  name: 'notices',
})

import { defineServerFeature } from '#platform/features.ts'

export const language = defineServerFeature({
  name: 'language',
})

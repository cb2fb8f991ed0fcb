import { defineFeature } from '#platform/features.ts'

export const language = defineFeature({
  name: 'language',
})

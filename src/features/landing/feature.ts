import { defineFeature } from '#platform/features.ts'

export const landing = defineFeature({
  name: 'landing',
})

import { defineFeature } from '#platform/features.ts'

export const pricing = defineFeature({
  name: 'pricing',
})

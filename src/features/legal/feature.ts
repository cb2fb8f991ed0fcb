import { defineFeature } from '#platform/features.ts'

export const legal = defineFeature({
  name: 'legal',
})

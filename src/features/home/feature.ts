import { defineFeature } from '#platform/features.ts'

export const home = defineFeature({
  name: 'home',
})

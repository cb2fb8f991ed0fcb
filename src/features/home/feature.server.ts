import { defineServerFeature } from '#platform/features.ts'

export const home = defineServerFeature({
  name: 'home',
})

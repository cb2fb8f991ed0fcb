import { defineServerFeature } from '#platform/features.ts'

export const providers = defineServerFeature({
  name: 'providers',
})

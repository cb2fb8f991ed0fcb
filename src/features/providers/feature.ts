import { defineFeature } from '#platform/features.ts'

export const providers = defineFeature({
  name: 'providers',
})

import { defineFeature } from '#platform/features.ts'

export const account = defineFeature({
  name: 'account',
})

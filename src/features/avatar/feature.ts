import { defineFeature } from '#platform/features.ts'

export const avatar = defineFeature({
  name: 'avatar',
})

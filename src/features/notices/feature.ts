import { defineFeature } from '#platform/features.ts'

export const notices = defineFeature({
  name: 'notices',
})

import { defineFeature } from '#platform/features.ts'

export const emailChange = defineFeature({
  name: 'email-change',
})

import { defineFeature } from '#platform/features.ts'

export const mailbox = defineFeature({
  name: 'mailbox',
})

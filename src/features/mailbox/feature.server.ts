import { defineServerFeature } from '#platform/features.ts'

export const mailbox = defineServerFeature({
  name: 'mailbox',
})

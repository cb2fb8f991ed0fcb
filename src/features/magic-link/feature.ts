import { defineFeature } from '#platform/features.ts'

export const magicLink = defineFeature({
  name: 'magic-link',
})

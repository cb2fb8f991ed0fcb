import { defineFeature } from '#platform/features.ts'

export const emailGallery = defineFeature({
  name: 'email-gallery',
})

import { defineServerFeature } from '#platform/features.ts'

export const emailGallery = defineServerFeature({
  name: 'email-gallery',
})

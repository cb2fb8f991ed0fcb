import { defineServerFeature } from '#platform/features.ts'

export const confirm = defineServerFeature({
  name: 'confirm',
})

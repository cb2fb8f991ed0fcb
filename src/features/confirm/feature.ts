import { defineFeature } from '#platform/features.ts'

export const confirm = defineFeature({
  name: 'confirm',
})

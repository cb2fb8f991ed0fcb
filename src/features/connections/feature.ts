import { defineFeature } from '#platform/features.ts'

export const connections = defineFeature({
  name: 'connections',
})

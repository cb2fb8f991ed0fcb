import { defineFeature } from '#platform/features.ts'

export const telemetry = defineFeature({
  name: 'telemetry',
})

import { defineServerFeature } from '#platform/features.ts'

export const telemetry = defineServerFeature({
  name: 'telemetry',
})

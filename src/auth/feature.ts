import { defineFeature } from '#platform/features.ts'

/** What `auth` itself has, and no feature can take away. */
export const auth = defineFeature({
  name: 'auth',
})

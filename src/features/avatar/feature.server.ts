import { defineServerFeature } from '#platform/features.ts'

export const avatar = defineServerFeature({
  name: 'avatar',
  jobs: {
    /** One uploaded file that perhaps no row speaks of any more. */
    'upload.tidy': { load: async () => (await import('#platform/storage/pictures.server.ts')).tidyUpload },
  },
})

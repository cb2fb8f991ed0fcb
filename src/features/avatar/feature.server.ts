import { defineServerFeature } from '#platform/features.ts'
import { HOUR } from '#platform/rate-limits/limit.ts'

export const avatar = defineServerFeature({
  name: 'avatar',
  limits: { picture: { by: 'account', max: 20, windowSeconds: HOUR } },
  errors: {
    picture_invalid: { text: (m) => m.account_problem_picture_invalid() },
    picture_too_large: { text: (m) => m.account_problem_picture_too_large() },
  },
  tables: {
    avatar: { exportedAs: 'picture', export: async (userId) => (await import('./export.server.ts')).exportPicture(userId) },
  },
  jobs: {
    /** One uploaded file that perhaps no row speaks of any more. */
    'upload.tidy': { load: async () => (await import('#platform/storage/pictures.server.ts')).tidyUpload },
  },
})

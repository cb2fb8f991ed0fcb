import { defineServerFeature } from '#platform/features.ts'

export const signOut = defineServerFeature({
  name: 'sign-out',
  errors: {
    still_signed_in: { text: (m, { reference }) => m.auth_problem_still_signed_in({ reference }), status: 503 },
  },
})

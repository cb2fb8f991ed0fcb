import { oneOf, searchParams, token } from '#platform/forms/search-params.ts'

export const keepTwoFactorSearch = searchParams({ token, kept: oneOf('yes') })

export type KeepTwoFactorSearch = ReturnType<typeof keepTwoFactorSearch>

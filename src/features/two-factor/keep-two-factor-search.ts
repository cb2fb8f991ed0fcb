import { oneOf, searchParams, token } from '#lib/search-params.ts'

export const keepTwoFactorSearch = searchParams({ token, kept: oneOf('yes') })

export type KeepTwoFactorSearch = ReturnType<typeof keepTwoFactorSearch>

import { oneOf, searchParams, text } from '#lib/search-params.ts'

export const twoFactorSearch = searchParams({ with: oneOf('backup'), redirect: text })

export type TwoFactorSearch = ReturnType<typeof twoFactorSearch>

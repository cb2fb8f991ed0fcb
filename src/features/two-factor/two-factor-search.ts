import { oneOf, searchParams, text } from '#platform/forms/search-params.ts'

export const twoFactorSearch = searchParams({ with: oneOf('backup'), redirect: text })

export type TwoFactorSearch = ReturnType<typeof twoFactorSearch>

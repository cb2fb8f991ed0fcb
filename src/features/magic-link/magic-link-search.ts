import { oneOf, searchParams, text, token } from '#platform/forms/search-params.ts'

export const magicLinkSearch = searchParams({ token, redirect: text, sent: oneOf('yes') })

export type MagicLinkSearch = ReturnType<typeof magicLinkSearch>

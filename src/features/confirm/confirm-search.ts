export type ConfirmSearch = { redirect?: string | undefined; with?: 'backup_code' | undefined }

/** `with`: which second factor the page asks for, so that the choice needs no scripts. */
export const confirmSearch = (search: Record<string, unknown>): ConfirmSearch => ({
  redirect: typeof search.redirect === 'string' ? search.redirect : undefined,
  with: search.with === 'backup_code' ? 'backup_code' : undefined,
})

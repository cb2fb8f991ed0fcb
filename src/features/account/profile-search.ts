export const profileSearch = ({ saved }: Record<string, unknown>): { saved?: 'yes' | undefined } => ({
  saved: saved === 'yes' ? saved : undefined,
})

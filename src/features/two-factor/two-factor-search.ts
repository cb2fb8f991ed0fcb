export type TwoFactorSearch = { with?: 'backup' | undefined; redirect?: string | undefined }

export const twoFactorSearch = ({ with: by, redirect }: Record<string, unknown>): TwoFactorSearch => ({
  with: by === 'backup' ? by : undefined,
  redirect: typeof redirect === 'string' ? redirect : undefined,
})

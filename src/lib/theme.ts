export type Theme = 'light' | 'system' | 'dark'

const THEME_MAX_AGE_SECONDS = 31_536_000

/** The value of the `theme` cookie, or anything else, as what `html[data-theme]` takes: `undefined` follows the system. */
export function forcedTheme(value: unknown): 'light' | 'dark' | undefined {
  return value === 'light' || value === 'dark' ? value : undefined
}

/** What to write to `document.cookie`. Not secret and read by the server, so that the first paint is right. */
export function themeCookie(theme: Theme, isSecure: boolean): string {
  return `theme=${theme}; Path=/; Max-Age=${THEME_MAX_AGE_SECONDS}; SameSite=Lax${isSecure ? '; Secure' : ''}`
}

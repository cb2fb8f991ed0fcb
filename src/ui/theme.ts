export const THEMES = ['light', 'system', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const THEME_MAX_AGE_SECONDS = 31_536_000

/** The value of the `theme` cookie, or anything else, as what `html[data-theme]` takes: `undefined` follows the system. */
export function forcedTheme(value: unknown): 'light' | 'dark' | undefined {
  return value === 'light' || value === 'dark' ? value : undefined
}

/** In the browser: at once on this page, by a cookie on the first byte of the next. The cookie is no secret. */
export function chooseTheme(theme: Theme): void {
  const [prefix, secure] = location.protocol === 'https:' ? ['__Host-', '; Secure'] : ['', '']
  document.cookie = `${prefix}theme=${theme}; Path=/; Max-Age=${THEME_MAX_AGE_SECONDS}; SameSite=Lax${secure}`
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

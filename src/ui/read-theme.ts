import { createIsomorphicFn } from '@tanstack/react-start'
import { getCookie } from '@tanstack/react-start/server'
import { forcedTheme } from './theme.ts'

/** The theme a person chose; undefined follows the system, which CSS does alone. */
export const readTheme = createIsomorphicFn()
  .server(() => forcedTheme(getCookie('__Host-theme') ?? getCookie('theme')))
  .client(() => forcedTheme(document.documentElement.dataset.theme))

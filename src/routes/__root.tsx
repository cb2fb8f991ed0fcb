import { HeadContent, Outlet, Scripts, createRootRouteWithContext } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { currentViewer, rememberViewer } from '#auth/sessions/current-viewer.ts'
import { loadAccountChanged } from '#auth/forms/form-state.ts'
import { brand, canvasColours } from '#brand.ts'
import { readTheme } from '#ui/read-theme.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { getLocale } from '#platform/i18n/generated/runtime.js'
import { textDirection } from '#platform/i18n/text-direction.ts'
import type { LazyQueryClient } from '#platform/query/queries.ts'
import { useFocusOnNavigation } from '#ui/focus-on-navigation.ts'
import brandFont from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'
import styles from '#ui/styles.css?url'

export const Route = createRootRouteWithContext<{ queryClient: LazyQueryClient }>()({
  beforeLoad: async () => ({ viewer: await currentViewer() }),
  loader: () => ({ theme: readTheme(), isAccountChanged: loadAccountChanged() }),
  head: ({ matches }) => ({ meta: words(matches) }),
  shellComponent: Document,
  component: Root,
})

/** `_notFound` is private to the router, which has no other sign of an address without a page: check it with each update (e2e). */
type Match = { status: string; _notFound?: boolean }

/** Of pages that set none. */
const words = (matches: Match[]) => [
  { title: matches.some(isNotFound) ? `${m.landing_not_found_title()} · ${brand.name}` : brand.name },
  { name: 'description', content: brand.tagline },
]

/** No page, or none under a page's address: then no route of its own names it. */
const isNotFound = ({ status, _notFound }: Match) => status === 'notFound' || _notFound === true

function Root() {
  useFocusOnNavigation()
  const { viewer } = Route.useRouteContext()
  useEffect(() => rememberViewer(viewer), [viewer])
  return <Outlet />
}

function Document({ children }: { children: ReactNode }) {
  const theme = Route.useLoaderData({ select: (data) => data?.theme, structuralSharing: false })
  return (
    <html lang={getLocale()} dir={textDirection()} data-theme={theme} suppressHydrationWarning>
      <head>
        {/* The same on every page: the router would compare these tags on each request. */}
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href={styles} />
        <link rel="preload" href={brandFont} as="font" type="font/woff2" crossOrigin="anonymous" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
        <link rel="manifest" href="/site.webmanifest" />
        <HeadContent />
        {(['light', 'dark'] as const).map((scheme) => (
          <meta
            key={scheme}
            name="theme-color"
            media={theme === undefined ? `(prefers-color-scheme: ${scheme})` : undefined}
            content={canvasColours[theme ?? scheme]}
          />
        ))}
      </head>
      <body>
        {children}
        <Scripts />
      </body>
    </html>
  )
}

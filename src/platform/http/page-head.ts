import { createIsomorphicFn } from '@tanstack/react-start'
import { brand } from '#brand.ts'
import { env } from '#platform/config/env.server.ts'
import type { PublicPath } from '#platform/features.ts'
import { getLocale } from '#platform/i18n/generated/runtime.js'

const SOCIAL_PICTURE = '/social.png'

/** A page that search engines and link previews may show, by its one address. In a browser it has no description. */
type PublicPage = { title: string; path: PublicPath; description: string | undefined }

export type PageHead = PublicPage | { title: string; path?: undefined }

/** For a page behind the sign-in. No word to search engines: they are sent away as everyone is. */
export const appHead = (title: string) => ({ meta: [{ title: titleOf(title) }] })

/** For a route's `head`. A page without a path is `noindex`. */
export function pageHead(page: PageHead) {
  const titles = [{ title: page.path === '/' ? page.title : titleOf(page.title) }]
  if (page.path === undefined) return { meta: [...titles, { name: 'robots', content: 'noindex' }] }
  return { meta: [...titles, ...socialTags(page)], links: [{ rel: 'canonical', href: ownOrigin() + page.path }] }
}

const titleOf = (title: string) => `${title} · ${brand.name}`

/** In the browser nobody reads these after a navigation, so their words are not sent there. */
const socialTags = createIsomorphicFn()
  .server(({ title, path, description }: PublicPage) => {
    const address = ownOrigin() + path
    return [
      { name: 'description', content: description },
      { property: 'og:type', content: 'website' },
      { property: 'og:site_name', content: brand.name },
      { property: 'og:title', content: title },
      { property: 'og:description', content: description },
      { property: 'og:url', content: address },
      { property: 'og:image', content: ownOrigin() + SOCIAL_PICTURE },
      { property: 'og:image:alt', content: `${brand.name}: ${brand.tagline}` },
      { property: 'og:locale', content: getLocale() },
      { name: 'twitter:card', content: 'summary_large_image' },
    ]
  })
  .client(() => [])

/** The configured one, never what a request claims to be for. */
const ownOrigin = createIsomorphicFn()
  .server(() => env().appUrl)
  .client(() => location.origin)

import { createIsomorphicFn } from '@tanstack/react-start'
import { brand } from '#brand.ts'
import { env } from '#platform/config/env.server.ts'
import { getLocale } from '#platform/i18n/generated/runtime.js'
import { PUBLIC_PAGES, type PublicPath } from './public-pages.server.ts'

const SOCIAL_PICTURE = '/social.png'

export type PageHead = {
  title: string
  /** For a page that search engines and link previews may show, by its one address. Absent: `noindex`. */
  path?: PublicPath
}

/** For a page behind the sign-in. No word to search engines: they are sent away as everyone is. */
export const appHead = (title: string) => ({ meta: [{ title: titleOf(title) }] })

/** For a route's `head`. */
export function pageHead({ title, path }: PageHead) {
  const titles = [{ title: path === '/' ? title : titleOf(title) }]
  if (path === undefined) return { meta: [...titles, { name: 'robots', content: 'noindex' }] }
  return { meta: [...titles, ...socialTags(title, path)], links: [{ rel: 'canonical', href: ownOrigin() + path }] }
}

const titleOf = (title: string) => `${title} · ${brand.name}`

/** In the browser nobody reads these after a navigation, so their words are not sent there. */
const socialTags = createIsomorphicFn()
  .server((title: string, path: PublicPath) => {
    const description = PUBLIC_PAGES[path]()
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

import { brand } from '~/brand'

/** For a route's `head`. */
export const pageTitle = (title: string) => ({ meta: [{ title: `${title} · ${brand.name}` }] })

import { Link } from '@tanstack/react-router'
import { brand } from '#brand.ts'
import { m } from '#platform/i18n/generated/messages.js'

/** The public pages about the product, in the head and in the foot of each. */
export function PublicLinks({ className }: { className: string }) {
  return (
    <>
      <Link reloadDocument to="/" hash="features" activeOptions={{ includeHash: true }} className={className}>
        {m.landing_nav_features()}
      </Link>
      <Link reloadDocument to="/pricing" className={className}>
        {m.landing_nav_pricing()}
      </Link>
      {brand.source === null ? null : (
        <a href={brand.source} className={className}>
          {m.landing_nav_source()}
        </a>
      )}
    </>
  )
}

import { Link } from '@tanstack/react-router'
import { m } from '#platform/i18n/generated/messages.js'

export function BackToPasskeys() {
  return (
    <p className="text-sm">
      <Link to="/settings/security/passkeys" className="link inline-block py-1">
        {m.passkeys_back()}
      </Link>
    </p>
  )
}

import { Link } from '@tanstack/react-router'
import { m } from '#platform/i18n/generated/messages.js'

export function BackToSignIn() {
  return (
    <Link to="/sign-in" className="link">
      {m.auth_back_to_sign_in()}
    </Link>
  )
}

import { Link } from '@tanstack/react-router'
import { m } from '#messages/generated/messages.js'

export function BackToSignIn() {
  return (
    <Link to="/sign-in" className="link">
      {m.auth_back_to_sign_in()}
    </Link>
  )
}

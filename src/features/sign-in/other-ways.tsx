import { Link, getRouteApi } from '@tanstack/react-router'
import { PasskeyButton } from '#features/passkeys/passkey-button.tsx'
import { cx } from '#ui/cx.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { buttonLook } from '#ui/button-look.ts'

const guest = getRouteApi('/_guest')

/** Without a password, and without a provider. */
export function OtherWays({ redirect }: { redirect: string | undefined }) {
  const { providers, magicLink } = guest.useLoaderData()
  const hasProviders = providers.length > 0
  return (
    <div className={cx('grid gap-3', hasProviders && '-mt-3')}>
      <PasskeyButton
        action="/auth/passkey"
        redirect={redirect ?? ''}
        label={m.passkeys_sign_in()}
        divider={hasProviders ? null : m.providers_or()}
        isOffered
      />
      {magicLink && (
        <Link to="/magic-link" search={{ redirect }} className={buttonLook('secondary', 'md')}>
          {m.passkeys_link_ask()}
        </Link>
      )}
    </div>
  )
}

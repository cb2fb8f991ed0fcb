import { getRouteApi } from '@tanstack/react-router'
import { m } from '#platform/i18n/generated/messages.js'
import { Badge } from '#ui/badge.tsx'
import { buttonLook } from '#ui/button-look.ts'
import { Form } from '#ui/form.tsx'
import { ProviderMark } from './provider-mark.tsx'

const guest = getRouteApi('/_guest')

/** A plain form each, so that it works before scripts run and without them. Nothing where no provider is configured. */
export function ProviderButtons({ redirect = '' }: { redirect?: string | undefined }) {
  const { providers, last } = guest.useLoaderData()
  if (providers.length === 0) return null
  return (
    <div className="grid grid-cols-1 gap-3">
      <p className="flex items-center gap-3 text-sm text-muted before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
        {m.providers_or()}
      </p>
      {providers.map(({ id, name }) => (
        <Form key={id} action="/auth/provider" className="grid grid-cols-1">
          <input type="hidden" name="provider" value={id} />
          <input type="hidden" name="redirect" value={redirect} />
          <button type="submit" className={buttonLook('secondary', 'md', 'flex-wrap py-1.5')}>
            <ProviderMark id={id} />
            {m.providers_continue_with({ provider: name })}
            {last === id && <Badge tone="accent">{m.providers_last_used()}</Badge>}
          </button>
        </Form>
      ))}
    </div>
  )
}

import { getRouteApi, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { m } from '#platform/i18n/generated/messages.js'
import { Banner } from './banner.tsx'

const root = getRouteApi('__root__')

/** On a page that was loaded again because another user has signed in since: says who that is, until the page is left. */
export function AccountChanged() {
  const { viewer } = root.useRouteContext()
  const { isAccountChanged } = root.useLoaderData()
  const here = useLocation({ select: ({ pathname }) => pathname })
  const [saidAt] = useState(isAccountChanged ? here : null)
  if (viewer === null || saidAt !== here) return null
  return (
    <Banner tone="warning" role="alert" title={m.refusals_account_changed({ email: viewer.email })}>
      {m.refusals_account_changed_text()}
    </Banner>
  )
}

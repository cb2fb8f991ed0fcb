import { useSuspenseQuery } from '@tanstack/react-query'
import { useHydrated } from '@tanstack/react-router'
import { KeyRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { ProviderMark } from '#features/providers/provider-mark.tsx'
import { formatDate } from '#platform/i18n/format.ts'
import { getLocale } from '#platform/i18n/generated/runtime.js'
import { m } from '#platform/i18n/generated/messages.js'
import { Banner } from '#ui/banner.tsx'
import { ButtonLink } from '#ui/button-link.tsx'
import { Card } from '#ui/card.tsx'
import { PageHeading } from '#ui/page-heading.tsx'
import type { ConnectionsSearch } from './connections-search.ts'
import { connectionsQuery } from './connections.queries.ts'

export function ConnectionsPage({ email, search }: { email: string; search: ConnectionsSearch }) {
  const { data } = useSuspenseQuery(connectionsQuery())
  const { hasPassword, connections } = data
  const notice = noticeOf(search, connections)
  return (
    <>
      <PageHeading title={m.providers_connections()} description={m.providers_connections_description()} />
      {notice !== null && (
        <Banner tone="success" role="status">
          {notice}
        </Banner>
      )}
      <Card>
        <ul className="grid grid-cols-1 divide-y">
          <Way
            mark={<KeyRound aria-hidden />}
            name={m.providers_password()}
            state={hasPassword ? m.providers_password_is_set({ email }) : m.providers_password_is_not_set({ email })}
            action={
              <ButtonLink to="/settings/security/password" variant="secondary">
                {hasPassword ? m.providers_password_change() : m.providers_password_set()}
              </ButtonLink>
            }
          />
          {connections.map(({ id, name, connectedAt }) => (
            <Way
              key={id}
              mark={<ProviderMark id={id} />}
              name={name}
              state={connectedAt === null ? m.providers_not_connected() : <Since instant={connectedAt} />}
              action={
                <ButtonLink to="/settings/connections/$provider" params={{ provider: id }} variant="secondary">
                  {connectedAt === null ? m.providers_connect({ provider: name }) : m.providers_disconnect({ provider: name })}
                </ButtonLink>
              }
            />
          ))}
        </ul>
        {connections.length === 0 && <p className="text-sm text-muted">{m.providers_none()}</p>}
      </Card>
    </>
  )
}

function Way({ mark, name, state, action }: { mark: ReactNode; name: string; state: ReactNode; action: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 py-4 first:pt-0 last:pb-0">
      <span className="w-5 shrink-0 [&_svg]:size-5">{mark}</span>
      <div className="grid min-w-0 grow basis-48 gap-0.5">
        <p className="font-medium">{name}</p>
        <p className="text-sm text-muted wrap-anywhere">{state}</p>
      </div>
      {action}
    </li>
  )
}

/** The server does not know the reader's zone: until scripts run, the day is the one in UTC. */
function Since({ instant }: { instant: string }) {
  const timeZone = useHydrated() ? undefined : 'UTC'
  const date = formatDate(new Date(instant), getLocale(), { dateStyle: 'long', timeZone })
  return m.providers_connected_since({ date })
}

/** Said only while it is so: an address that someone sends cannot make the page claim it. */
function noticeOf({ connected, disconnected }: ConnectionsSearch, connections: { id: string; name: string; connectedAt: string | null }[]) {
  const made = connections.find(({ id, connectedAt }) => id === connected && connectedAt !== null)
  if (made !== undefined) return m.providers_notice_connected({ provider: made.name })
  const ended = connections.find(({ id, connectedAt }) => id === disconnected && connectedAt === null)
  return ended === undefined ? null : m.providers_notice_disconnected({ provider: ended.name })
}

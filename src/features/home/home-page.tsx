import { useSuspenseQuery } from '@tanstack/react-query'
import { Activity } from 'lucide-react'
import type { Viewer } from '~/auth/viewer'
import type { EventName } from '~/events/catalogue'
import { m } from '~/messages/generated/messages'
import { Badge } from '~/ui/badge'
import { Card } from '~/ui/card'
import { DescriptionList } from '~/ui/description-list'
import { EmptyState } from '~/ui/empty-state'
import { PageHeading } from '~/ui/page-heading'
import { RelativeTime } from '~/ui/relative-time'
import { homeQuery } from './home.queries'

const EVENT_TEXT: Record<EventName, () => string> = {
  'user.signed_up': m.app_event_user_signed_up,
  'user.email_verified': m.app_event_user_email_verified,
  'user.profile_changed': m.app_event_user_profile_changed,
  'session.started': m.app_event_session_started,
  'session.ended': m.app_event_session_ended,
  'password.reset_requested': m.app_event_password_reset_requested,
  'password.reset': m.app_event_password_reset,
}

export function HomePage({ viewer }: { viewer: Viewer }) {
  const { data: home } = useSuspenseQuery(homeQuery())
  return (
    <>
      <PageHeading title={m.app_home_title({ name: viewer.name })} description={m.app_home_description()} />
      <Card title={m.app_account()}>
        <DescriptionList
          items={[
            {
              term: m.app_email(),
              description: (
                <>
                  {viewer.email} <Badge tone="success">{m.app_email_confirmed()}</Badge>
                </>
              ),
            },
            { term: m.app_member_since(), description: home.memberSince === null ? '' : <RelativeTime value={home.memberSince} /> },
            { term: m.app_sessions(), description: home.activeSessions },
          ]}
        />
      </Card>
      <Card title={m.app_activity()}>
        <RecentEvents events={home.recent} />
      </Card>
    </>
  )
}

function RecentEvents({ events }: { events: { id: string; name: EventName; at: string }[] }) {
  if (events.length === 0)
    return (
      <EmptyState icon={<Activity aria-hidden />} title={m.app_activity_empty_title()}>
        {m.app_activity_empty()}
      </EmptyState>
    )
  return (
    <ul className="grid divide-y text-sm">
      {events.map(({ id, name, at }) => (
        <li key={id} className="flex flex-wrap justify-between gap-x-6 py-2.5 first:pt-0 last:pb-0">
          <span>{EVENT_TEXT[name]()}</span>
          <RelativeTime value={at} className="text-muted" />
        </li>
      ))}
    </ul>
  )
}

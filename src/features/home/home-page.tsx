import { useSuspenseQuery } from '@tanstack/react-query'
import type { Viewer } from '#auth/sessions/viewer.ts'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { PageHeading } from '#ui/page-heading.tsx'
import { AccountHealth } from './account-health.tsx'
import { GettingStartedCard } from './getting-started-card.tsx'
import { homeQuery } from './home.queries.ts'
import { RecentActivity } from './recent-activity.tsx'

/** `refusal` is how the server answered "Hide this" without scripts. */
export function HomePage({ viewer, refusal }: { viewer: Viewer; refusal: FormRefusal | null }) {
  const { data: home } = useSuspenseQuery(homeQuery())
  return (
    <>
      <PageHeading title={m.app_home_title({ name: viewer.name })} description={m.app_home_description()} />
      {home.gettingStarted === null ? null : <GettingStartedCard facts={home.gettingStarted} refusal={refusal} />}
      <AccountHealth viewer={viewer} home={home} />
      <RecentActivity entries={home.recent} />
    </>
  )
}

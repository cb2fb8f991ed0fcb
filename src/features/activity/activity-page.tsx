import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Card } from '#ui/card.tsx'
import { FormSummary } from '#ui/form-summary.tsx'
import { PageHeading } from '#ui/page-heading.tsx'
import { ActivityLog } from './activity-log.tsx'
import type { ActivitySearch } from './activity-search.ts'
import { knownKind } from './activity.queries.ts'
import { SignInChart } from './sign-in-chart.tsx'

export function ActivityPage({ search, refusal }: { search: ActivitySearch; refusal: FormRefusal | null }) {
  return (
    <>
      <PageHeading title={m.log_title()} description={m.app_activity_description()} />
      {refusal !== null && <FormSummary problems={refusal.problems} />}
      <Card>
        <SignInChart />
      </Card>
      <ActivityLog search={knownKind(search)} />
    </>
  )
}

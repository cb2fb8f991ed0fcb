import type { FormRefusal } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { Card } from '~/ui/card'
import { FormSummary } from '~/ui/form-summary'
import { PageHeading } from '~/ui/page-heading'
import { ActivityLog } from './activity-log'
import type { ActivitySearch } from './activity-search'
import { knownKind } from './activity.queries'
import { SignInChart } from './sign-in-chart'

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

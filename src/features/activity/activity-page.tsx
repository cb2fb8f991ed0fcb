import { useSuspenseQuery } from '@tanstack/react-query'
import { linkOptions, useRouterState } from '@tanstack/react-router'
import { Activity } from 'lucide-react'
import type { FormRefusal } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { Card } from '~/ui/card'
import { DataTable, type TableChange } from '~/ui/data-table'
import { EmptyState } from '~/ui/empty-state'
import { FormSummary } from '~/ui/form-summary'
import { PageHeading } from '~/ui/page-heading'
import { ActivityFilter } from './activity-filter'
import { type ActivitySearch, activitySearch } from './activity-search'
import { activityQuery, knownKind } from './activity.queries'
import { activityColumns } from './columns'
import { LogExport } from './log-export'
import { SignInChart } from './sign-in-chart'

const PATH = '/settings/security/log'
const LOG_ID = 'log'

export function ActivityPage({ search: asked, refusal }: { search: ActivitySearch; refusal: FormRefusal | null }) {
  const search = knownKind(asked)
  return (
    <>
      <PageHeading title={m.log_title()} description={m.app_activity_description()} />
      {refusal !== null && <FormSummary problems={refusal.problems} />}
      <Card>
        <SignInChart />
      </Card>
      <section id={LOG_ID} aria-labelledby="log-title" className="grid scroll-mt-2 grid-cols-1 gap-4">
        <h2 id="log-title" className="font-semibold">
          {m.app_activity_log()}
        </h2>
        <ActivityFilter path={PATH} search={search} />
        <Log search={search} />
        <LogExport search={search} />
      </section>
    </>
  )
}

function Log({ search }: { search: ActivitySearch }) {
  const { data, isError, refetch } = useSuspenseQuery(activityQuery(search))
  const isLoading = useRouterState({ select: ({ isLoading: busy, location }) => busy && location.pathname === PATH })
  const { sort, kind, days } = search
  return (
    <DataTable
      caption={m.app_activity_log()}
      columns={activityColumns()}
      rows={data.entries}
      rowKey={({ id }) => id}
      sort={sort ?? '-time'}
      page={data.page}
      pageCount={data.pageCount}
      pageSize={data.pageSize}
      total={data.total}
      link={(change) => linkTo(search, change)}
      busy={isLoading}
      retry={isError ? () => void refetch() : undefined}
      unfiltered={kind === undefined && days === undefined ? undefined : linkOptions({ to: PATH, search: { sort }, resetScroll: false })}
      empty={
        <EmptyState icon={<Activity aria-hidden />} title={m.app_activity_empty_title()}>
          {m.app_activity_empty()}
        </EmptyState>
      }
    />
  )
}

/** Another page starts at the log's first line; another order starts at the first page. */
function linkTo({ page: _page, ...kept }: ActivitySearch, change: TableChange) {
  const search = activitySearch({ ...kept, ...change })
  return linkOptions('page' in change ? { to: PATH, search, hash: LOG_ID } : { to: PATH, search })
}

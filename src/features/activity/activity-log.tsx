import { useSuspenseQuery } from '@tanstack/react-query'
import { linkOptions, useNavigate } from '@tanstack/react-router'
import { Activity } from 'lucide-react'
import { m } from '#platform/i18n/generated/messages.js'
import type { TableChange } from '#ui/data-table.tsx'
import { FilteredTable } from '#ui/filtered-table.tsx'
import { type ActivitySearch, PERIODS_DAYS, activitySearch } from './activity-search.ts'
import { activityQuery } from './activity.queries.ts'
import { activityColumns } from './columns.tsx'
import { eventText } from './event-text.ts'
import { EVENT_NAMES } from './events.ts'
import { LogExport } from './log-export.tsx'

const PATH = '/settings/security/log'
const LOG_ID = 'log'
const ALL = ''

export function ActivityLog({ search }: { search: ActivitySearch }) {
  const navigate = useNavigate()
  const {
    data: { entries, ...listing },
    isError,
    refetch,
  } = useSuspenseQuery(activityQuery(search))
  const { kind = ALL, days, sort } = search
  return (
    <FilteredTable
      id={LOG_ID}
      path={PATH}
      title={m.app_activity_log()}
      columns={activityColumns()}
      listing={{ ...listing, rows: entries, retry: isError ? () => void refetch() : undefined }}
      rowKey={({ id }) => id}
      sort={sort ?? '-time'}
      link={(change) => linkTo(search, change)}
      filterLabel={m.app_activity_filter()}
      filters={[
        {
          name: 'kind',
          label: m.app_activity_kind(),
          value: kind,
          options: [{ value: ALL, label: m.app_activity_kind_all() }, ...EVENT_NAMES.map((value) => ({ value, label: eventText(value) }))],
        },
        {
          name: 'days',
          label: m.app_activity_period(),
          value: days === undefined ? ALL : String(days),
          options: [
            { value: ALL, label: m.app_activity_period_all() },
            ...PERIODS_DAYS.map((count) => ({ value: String(count), label: m.app_activity_period_days({ count }) })),
          ],
        },
      ]}
      onFilter={(chosen) => {
        const chosenSearch = activitySearch({ ...chosen, days: Number(chosen.days), sort })
        void navigate({ to: PATH, search: chosenSearch, replace: true, resetScroll: false })
      }}
      kept={sort === undefined ? null : <input type="hidden" name="sort" value={sort} />}
      unfiltered={linkOptions({ to: PATH, search: { sort }, resetScroll: false })}
      empty={{ icon: <Activity aria-hidden />, title: m.app_activity_empty_title(), text: m.app_activity_empty() }}
    >
      <LogExport search={search} />
    </FilteredTable>
  )
}

/** Another page starts at the log's first line; another order starts at the first page. */
function linkTo({ page: _page, ...kept }: ActivitySearch, change: TableChange) {
  const search = activitySearch({ ...kept, ...change })
  return linkOptions('page' in change ? { to: PATH, search, hash: LOG_ID } : { to: PATH, search })
}

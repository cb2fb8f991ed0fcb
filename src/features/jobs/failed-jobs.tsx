import { useSuspenseQuery } from '@tanstack/react-query'
import { linkOptions, useNavigate } from '@tanstack/react-router'
import { ListChecks } from 'lucide-react'
import { m } from '#platform/i18n/generated/messages.js'
import type { TableChange } from '#ui/data-table.tsx'
import { FilteredTable } from '#ui/filtered-table.tsx'
import { jobColumns } from './columns.tsx'
import { type JobsSearch, jobsSearch } from './jobs-search.ts'
import { jobsQuery } from './jobs.queries.ts'
import { QUEUE_NAMES, queueText } from './queue-text.ts'

const PATH = '/admin/jobs'
const LIST_ID = 'failed'
const ALL = ''

export function FailedJobs({ search }: { search: JobsSearch }) {
  const navigate = useNavigate()
  const {
    data: { jobs, ...listing },
    isError,
    refetch,
  } = useSuspenseQuery(jobsQuery(search))
  return (
    <FilteredTable
      id={LIST_ID}
      path={PATH}
      title={m.jobs_failed()}
      description={m.jobs_failed_text()}
      columns={jobColumns()}
      listing={{ ...listing, rows: jobs, retry: isError ? () => void refetch() : undefined }}
      rowKey={({ id }) => id}
      sort=""
      link={(change) => linkTo(search, change)}
      filterLabel={m.jobs_filter()}
      filters={[
        {
          name: 'queue',
          label: m.jobs_queue(),
          value: search.queue ?? ALL,
          options: [{ value: ALL, label: m.jobs_queue_all() }, ...QUEUE_NAMES.map((value) => ({ value, label: queueText(value) }))],
        },
        {
          name: 'state',
          label: m.jobs_state(),
          value: search.state ?? ALL,
          options: [
            { value: ALL, label: m.jobs_state_all() },
            { value: 'dead', label: m.jobs_state_dead() },
            { value: 'retrying', label: m.jobs_state_retrying() },
          ],
        },
      ]}
      onFilter={(chosen) => void navigate({ to: PATH, search: jobsSearch(chosen), replace: true, resetScroll: false })}
      unfiltered={linkOptions({ to: PATH, search: {}, resetScroll: false })}
      empty={{ icon: <ListChecks aria-hidden />, title: m.jobs_empty_title(), text: m.jobs_empty() }}
    />
  )
}

/** Another page starts at the list's first line. */
const linkTo = (search: JobsSearch, change: TableChange) =>
  linkOptions({ to: PATH, search: jobsSearch({ ...search, done: undefined, ...change }), hash: LIST_ID })

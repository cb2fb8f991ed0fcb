import { useSuspenseQuery } from '@tanstack/react-query'
import { linkOptions, useNavigate, useRouterState } from '@tanstack/react-router'
import { ListChecks } from 'lucide-react'
import { QUEUE_NAMES } from '~/jobs/queues'
import { m } from '~/messages/generated/messages'
import { DataTable, type TableChange } from '~/ui/data-table'
import { EmptyState } from '~/ui/empty-state'
import { FilterBar, FilterSelect } from '~/ui/filter-bar'
import { jobColumns } from './columns'
import { type JobsSearch, jobsSearch } from './jobs-search'
import { jobsQuery } from './jobs.queries'
import { queueText } from './queue-text'

const PATH = '/admin/jobs'
const LIST_ID = 'failed'
const ALL = ''

export function FailedJobs({ search }: { search: JobsSearch }) {
  const { data, isError, refetch } = useSuspenseQuery(jobsQuery(search))
  const isLoading = useRouterState({ select: ({ isLoading: busy, location }) => busy && location.pathname === PATH })
  const isFiltered = search.queue !== undefined || search.state !== undefined
  return (
    <section id={LIST_ID} aria-labelledby="failed-title" className="grid scroll-mt-2 grid-cols-1 gap-4">
      <div className="grid gap-1">
        <h2 id="failed-title" className="font-semibold">
          {m.jobs_failed()}
        </h2>
        <p className="max-w-prose text-sm text-muted">{m.jobs_failed_text()}</p>
      </div>
      <JobFilter search={search} />
      <DataTable
        caption={m.jobs_failed()}
        columns={jobColumns()}
        rows={data.jobs}
        rowKey={({ id }) => id}
        sort=""
        page={data.page}
        pageCount={data.pageCount}
        pageSize={data.pageSize}
        total={data.total}
        link={(change) => linkTo(search, change)}
        busy={isLoading}
        retry={isError ? () => void refetch() : undefined}
        unfiltered={isFiltered ? linkOptions({ to: PATH, search: {}, resetScroll: false }) : undefined}
        empty={
          <EmptyState icon={<ListChecks aria-hidden />} title={m.jobs_empty_title()}>
            {m.jobs_empty()}
          </EmptyState>
        }
      />
    </section>
  )
}

function JobFilter({ search: { queue, state } }: { search: JobsSearch }) {
  const navigate = useNavigate()
  const values = { queue: queue ?? ALL, state: state ?? ALL }
  return (
    <FilterBar
      action={PATH}
      label={m.jobs_filter()}
      values={values}
      onFilter={(chosen) => void navigate({ to: PATH, search: jobsSearch(chosen), replace: true, resetScroll: false })}
    >
      <FilterSelect
        name="queue"
        label={m.jobs_queue()}
        defaultValue={values.queue}
        options={[{ value: ALL, label: m.jobs_queue_all() }, ...QUEUE_NAMES.map((value) => ({ value, label: queueText(value) }))]}
      />
      <FilterSelect
        name="state"
        label={m.jobs_state()}
        defaultValue={values.state}
        options={[
          { value: ALL, label: m.jobs_state_all() },
          { value: 'dead', label: m.jobs_state_dead() },
          { value: 'retrying', label: m.jobs_state_retrying() },
        ]}
      />
    </FilterBar>
  )
}

/** Another page starts at the list's first line. */
const linkTo = (search: JobsSearch, change: TableChange) =>
  linkOptions({ to: PATH, search: jobsSearch({ ...search, done: undefined, ...change }), hash: LIST_ID })

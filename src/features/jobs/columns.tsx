import { m } from '#platform/i18n/generated/messages.js'
import { Badge } from '#ui/badge.tsx'
import { ButtonLink } from '#ui/button-link.tsx'
import type { Column } from '#ui/data-table.tsx'
import { numberText } from '#ui/number-text.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import type { JobEntry } from './jobs.queries.ts'
import { queueText } from './queue-text.ts'

const ID_CHARACTERS_SHOWN = 8

/** The end of its id tells one from another; ids that are made one after the other begin alike. */
export const shortId = (id: string): string => id.slice(-ID_CHARACTERS_SHOWN)

/** Made for each page: their words are in the reader's language. */
export const jobColumns = (): Column<JobEntry>[] => [
  { id: 'job', header: m.jobs_job(), cell: (job) => <WhichJob job={job} /> },
  { id: 'created', header: m.jobs_created(), cell: ({ createdAt }) => <RelativeTime value={createdAt} /> },
  { id: 'tries', header: m.jobs_tries(), cell: ({ tries }) => numberText(tries) },
  {
    id: 'error',
    header: m.jobs_error(),
    cell: ({ error }) => (error === null ? m.jobs_error_unfinished() : <code className="text-xs">{error}</code>),
  },
  { id: 'at', header: m.jobs_next(), cell: (job) => <WhatNext job={job} />, align: 'end' },
]

function WhichJob({ job: { id, queue, state } }: { job: JobEntry }) {
  return (
    <span className="grid justify-items-start gap-1">
      <span className="font-medium">{queueText(queue)}</span>
      <code className="text-xs text-muted">{shortId(id)}</code>
      {state === 'dead' ? <Badge tone="danger">{m.jobs_state_dead()}</Badge> : <Badge tone="warning">{m.jobs_state_retrying()}</Badge>}
    </span>
  )
}

function WhatNext({ job: { id, state, at } }: { job: JobEntry }) {
  if (state === 'retrying') return <RelativeTime value={at} />
  const which = <span className="sr-only">{shortId(id)}</span>
  return (
    <span className="inline-flex flex-wrap gap-2 @xl:justify-end">
      <ButtonLink to="/admin/jobs/retry" search={{ id }} variant="secondary" size="sm">
        {m.jobs_retry()} {which}
      </ButtonLink>
      <ButtonLink to="/admin/jobs/discard" search={{ id }} variant="secondary" size="sm">
        {m.jobs_discard()} {which}
      </ButtonLink>
    </span>
  )
}

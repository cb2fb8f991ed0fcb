import { m } from '#platform/i18n/generated/messages.js'
import { Banner } from '#ui/banner.tsx'
import { PageHeading } from '#ui/page-heading.tsx'
import { FailedJobs } from './failed-jobs.tsx'
import type { JobsDone, JobsSearch } from './jobs-search.ts'
import { QueueList } from './queue-list.tsx'

const DONE_TEXT = { retried: m.jobs_done_retried, discarded: m.jobs_done_discarded, gone: m.jobs_done_gone }

export function JobsPage({ search, done }: { search: JobsSearch; done: JobsDone | undefined }) {
  return (
    <>
      <PageHeading title={m.jobs_title()} description={m.jobs_description()} />
      {done === undefined ? null : (
        <Banner tone={done === 'gone' ? 'info' : 'success'} role="status">
          {DONE_TEXT[done]()}
        </Banner>
      )}
      <QueueList />
      <FailedJobs search={search} />
    </>
  )
}

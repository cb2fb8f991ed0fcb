import { m } from '~/messages/generated/messages'
import { Banner } from '~/ui/banner'
import { PageHeading } from '~/ui/page-heading'
import { FailedJobs } from './failed-jobs'
import type { JobsDone, JobsSearch } from './jobs-search'
import { QueueList } from './queue-list'

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

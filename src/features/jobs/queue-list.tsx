import { useSuspenseQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { m } from '#platform/i18n/generated/messages.js'
import { Badge } from '#ui/badge.tsx'
import { ButtonLink } from '#ui/button-link.tsx'
import { Card } from '#ui/card.tsx'
import { numberText } from '#ui/number-text.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import { type QueueEntry, queuesQuery } from './jobs.queries.ts'
import { queueText } from './queue-text.ts'

export function QueueList() {
  const { data } = useSuspenseQuery(queuesQuery())
  return (
    <Card title={m.jobs_queues()}>
      <ul className="grid grid-cols-1 divide-y text-sm">
        {data.map((entry) => (
          <QueueLine key={entry.name} entry={entry} />
        ))}
      </ul>
    </Card>
  )
}

function QueueLine({ entry: { name, waiting, running, retrying, dead, oldestWaitingSince, lastCompletedAt } }: { entry: QueueEntry }) {
  return (
    <li className="grid grid-cols-1 gap-2 py-4 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="font-medium">{queueText(name)}</h3>
        <code className="text-xs text-muted">{name}</code>
        {dead > 0 ? <Badge tone="danger">{m.jobs_dead_count({ count: dead })}</Badge> : null}
        {retrying > 0 ? <Badge tone="warning">{m.jobs_retrying_count({ count: retrying })}</Badge> : null}
      </div>
      <dl className="flex flex-wrap gap-x-5 gap-y-0.5 text-muted">
        <Fact term={m.jobs_waiting()}>{numberText(waiting)}</Fact>
        <Fact term={m.jobs_running()}>{numberText(running)}</Fact>
        <Fact term={m.jobs_oldest()}>{oldestWaitingSince === null ? m.jobs_none() : <RelativeTime value={oldestWaitingSince} />}</Fact>
        <Fact term={m.jobs_last_done()}>{lastCompletedAt === null ? m.jobs_none() : <RelativeTime value={lastCompletedAt} />}</Fact>
      </dl>
      {dead > 1 ? <ActsOnAll queue={name} /> : null}
    </li>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap gap-x-1.5">
      <dt>{term}</dt>
      <dd className="text-ink tabular-nums">{children}</dd>
    </div>
  )
}

/** Their names say of which queue, for those who hear a list of links. */
function ActsOnAll({ queue }: { queue: string }) {
  const of = <span className="sr-only">{queueText(queue)}</span>
  return (
    <div className="flex flex-wrap gap-2">
      <ButtonLink to="/admin/jobs/retry" search={{ queue }} variant="secondary" size="sm">
        {m.jobs_retry_all()} {of}
      </ButtonLink>
      <ButtonLink to="/admin/jobs/discard" search={{ queue }} variant="secondary" size="sm">
        {m.jobs_discard_all()} {of}
      </ButtonLink>
    </div>
  )
}

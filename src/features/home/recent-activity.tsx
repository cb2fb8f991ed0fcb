import { Link } from '@tanstack/react-router'
import { Activity } from 'lucide-react'
import type { EventEntry } from '#platform/events/entry.server.ts'
import { EventIcon } from '#features/activity/event-icon.tsx'
import { eventText } from '#features/activity/event-text.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { EntrySource } from './entry-source.tsx'

export function RecentActivity({ entries }: { entries: EventEntry[] }) {
  return (
    <Card
      title={m.app_activity()}
      footer={
        entries.length === 0 ? null : (
          <Link to="/settings/security/log" className="link text-sm">
            {m.app_activity_all()}
          </Link>
        )
      }
    >
      {entries.length === 0 ? (
        <EmptyState icon={<Activity aria-hidden />} title={m.app_activity_empty_title()}>
          {m.app_activity_empty()}
        </EmptyState>
      ) : (
        <ul className="grid grid-cols-1 divide-y text-sm">
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function Entry({ entry }: { entry: EventEntry }) {
  return (
    <li className="flex gap-3 py-3 first:pt-0 last:pb-0">
      <span className="mt-0.5">
        <EventIcon name={entry.name} />
      </span>
      <div className="grid min-w-0 grow grid-cols-1 gap-0.5">
        <div className="flex flex-wrap justify-between gap-x-6">
          <span className="font-medium">{eventText(entry.name)}</span>
          <RelativeTime value={entry.at} className="text-muted" />
        </div>
        <div className="text-muted">
          <EntrySource entry={entry} />
        </div>
      </div>
    </li>
  )
}

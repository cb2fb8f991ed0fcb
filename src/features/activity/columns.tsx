import { useHydrated } from '@tanstack/react-router'
import type { EventEntry } from '#platform/events/entry.server.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Badge } from '#ui/badge.tsx'
import type { Column } from '#ui/data-table.tsx'
import { deviceText } from '#ui/device-text.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import { shortTime } from './dates.ts'
import { EventIcon } from './event-icon.tsx'
import { byText, eventText, targetText } from './event-text.ts'

/** Made for each page: their words are in the reader's language. */
export const activityColumns = (): Column<EventEntry>[] => [
  { id: 'event', header: m.app_activity_event(), cell: (entry) => <WhatHappened entry={entry} /> },
  { id: 'device', header: m.app_activity_device(), cell: ({ device }) => (device === null ? <NotRecorded /> : deviceText(device)) },
  {
    id: 'address',
    header: m.app_activity_address(),
    cell: ({ ipAddress }) => (ipAddress === null ? <NotRecorded /> : <bdi>{ipAddress}</bdi>),
  },
  { id: 'time', header: m.app_activity_time(), cell: ({ at }) => <When at={at} />, isSortable: true, align: 'end' },
]

function WhatHappened({ entry: { name, outcome, by, target } }: { entry: EventEntry }) {
  return (
    <span className="inline-flex gap-2.5">
      <span className="mt-0.5">
        <EventIcon name={name} isRefused={outcome === 'failure'} />
      </span>
      <span className="grid justify-items-start gap-0.5">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          {eventText(name)}
          {outcome === 'failure' ? <Badge tone="danger">{m.log_refused()}</Badge> : null}
        </span>
        <span className="text-xs text-muted">{byText(by)}</span>
        {target === null ? null : <span className="text-xs wrap-anywhere text-muted">{targetText(target)}</span>}
      </span>
    </span>
  )
}

function NotRecorded() {
  return <span className="text-faint">{m.app_activity_not_recorded()}</span>
}

/** The server does not know the reader's zone: until scripts run, the exact time is in UTC and says so. */
function When({ at }: { at: string }) {
  const zone = useHydrated() ? undefined : 'UTC'
  return (
    <>
      <RelativeTime value={at} className="block" />
      <span className="block text-xs text-muted @xl:whitespace-nowrap">{shortTime(at, zone)}</span>
    </>
  )
}

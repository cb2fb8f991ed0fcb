import { useHydrated } from '@tanstack/react-router'
import type { EventEntry } from '~/events/entry.server'
import { EventIcon } from '~/events/event-icon'
import { deviceText, eventText } from '~/events/event-text'
import { m } from '~/messages/generated/messages'
import type { Column } from '~/ui/data-table'
import { RelativeTime } from '~/ui/relative-time'
import { shortTime } from './dates'

/** Made for each page: their words are in the reader's language. */
export const activityColumns = (): Column<EventEntry>[] => [
  { id: 'event', header: m.app_activity_event(), cell: ({ name }) => <EventName name={name} /> },
  { id: 'device', header: m.app_activity_device(), cell: ({ device }) => (device === null ? <NotRecorded /> : deviceText(device)) },
  {
    id: 'address',
    header: m.app_activity_address(),
    cell: ({ ipAddress }) => (ipAddress === null ? <NotRecorded /> : <bdi>{ipAddress}</bdi>),
  },
  { id: 'time', header: m.app_activity_time(), cell: ({ at }) => <When at={at} />, isSortable: true, align: 'end' },
]

function EventName({ name }: { name: string }) {
  return (
    <span className="inline-flex gap-2.5 [&_svg]:mt-0.5">
      <EventIcon name={name} />
      {eventText(name)}
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

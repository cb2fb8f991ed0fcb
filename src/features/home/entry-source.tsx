import type { EventEntry } from '#platform/events/entry.server.ts'
import { deviceText } from '#ui/device-text.ts'

/** Which device at which address; nothing where neither was recorded. */
export function EntrySource({ entry: { device, ipAddress } }: { entry: EventEntry }) {
  if (device === null && ipAddress === null) return null
  return (
    <span className="flex min-w-0 flex-wrap gap-x-2">
      {device === null ? null : <span>{deviceText(device)}</span>}
      {ipAddress === null ? null : <bdi className="min-w-0 wrap-anywhere tabular-nums">{ipAddress}</bdi>}
    </span>
  )
}

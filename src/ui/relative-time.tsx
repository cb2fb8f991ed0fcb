import { useHydrated } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { exactTime, relativeTime } from '#platform/i18n/format.ts'
import { getLocale } from '#platform/i18n/generated/runtime.js'

const REFRESH_MILLISECONDS = 30_000

export type RelativeTimeProps = { value: Date | string | number; className?: string }

/** `3 hours ago`, kept up to date, with the exact time in the reader's zone on hover. */
export function RelativeTime({ value, className }: RelativeTimeProps) {
  const isHydrated = useHydrated()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), REFRESH_MILLISECONDS)
    return () => clearInterval(timer)
  }, [])

  const date = new Date(value)
  // The server's clock and the browser's differ by a moment; either text is right.
  return (
    <time
      dateTime={date.toISOString()}
      title={isHydrated ? exactTime(date, getLocale()) : undefined}
      className={className}
      suppressHydrationWarning
    >
      {relativeTime(date, now, getLocale())}
    </time>
  )
}

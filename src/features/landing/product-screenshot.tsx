import { m } from '~/messages/generated/messages'
import { cx } from '~/lib/cx'

const SIZE = { width: 1440, height: 900 }

/**
 * One picture for each theme. Not a `picture` element: its media query knows the system's theme only, and a person may
 * have chosen the other one. What is hidden is lazy, so it is never fetched.
 */
export function ProductScreenshot() {
  return (
    <figure className="grid gap-3">
      <div className="overflow-hidden rounded-xl border bg-surface shadow-lg">
        <Shot theme="light" className="dark:hidden" />
        <Shot theme="dark" className="hidden dark:block" />
      </div>
      <figcaption className="text-center text-sm text-muted">{m.landing_screenshot_caption()}</figcaption>
    </figure>
  )
}

function Shot({ theme, className }: { theme: 'light' | 'dark'; className: string }) {
  return (
    <img
      {...SIZE}
      src={`/screenshots/app-${theme}.png`}
      alt={m.landing_screenshot_alt()}
      loading="lazy"
      decoding="async"
      className={cx('h-auto w-full', className)}
    />
  )
}

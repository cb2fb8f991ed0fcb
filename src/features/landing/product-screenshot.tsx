import { brand } from '#brand.ts'
import { cx } from '#ui/cx.ts'
import { m } from '#platform/i18n/generated/messages.js'

const SIZE = { width: 1280, height: 800 }

/**
 * One picture for each theme. Not a `picture` element: its media query knows the system's theme only, and a person may
 * have chosen the other one. What is hidden is lazy, so it is never fetched. Narrow screens see a part that can be read.
 */
export function ProductScreenshot() {
  return (
    <div dir="ltr" className="mb-4 overflow-hidden rounded-xl border bg-surface shadow-lg">
      <Shot theme="light" className="dark:hidden" />
      <Shot theme="dark" className="hidden dark:block" />
    </div>
  )
}

function Shot({ theme, className }: { theme: 'light' | 'dark'; className: string }) {
  return (
    <img
      {...SIZE}
      src={`/screenshots/app-${theme}-1280.webp`}
      srcSet={`/screenshots/app-${theme}-1280.webp 1280w, /screenshots/app-${theme}-2560.webp 2560w`}
      sizes="(width < 40rem) 100vw, min(100vw, 70rem)"
      alt={m.landing_screenshot_alt({ brand: brand.name })}
      loading="lazy"
      decoding="async"
      className={cx('h-auto w-full max-sm:w-[200%] max-sm:max-w-none', className)}
    />
  )
}

import { Link, type LinkProps } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { m } from '#platform/i18n/generated/messages.js'
import { buttonLook } from './button-look.ts'
import { numberText } from './number-text.ts'

export type PaginationProps = {
  /** Names the navigation: a page may hold two. */
  label: string
  page: number
  pageCount: number
  link: (page: number) => LinkProps
}

/** Links, so that a page has an address, opens in a new tab and works without scripts. Nothing for a single page. */
export function Pagination({ label, page, pageCount, link }: PaginationProps) {
  if (pageCount <= 1) return null
  return (
    <nav aria-label={label} className="flex items-center gap-1 text-sm">
      <Step rel="prev" {...link(page - 1)} isOff={page <= 1} label={m.ui_page_previous()}>
        <ChevronLeft aria-hidden className="rtl:-scale-x-100" />
      </Step>
      <span className="px-2 text-muted sm:hidden">{m.ui_page_of({ page: numberText(page), count: numberText(pageCount) })}</span>
      <ol className="hidden items-center gap-1 sm:flex">
        {shownPages(page, pageCount).map((shown, index) => (
          <li key={shown ?? `gap ${index}`}>
            {shown === null ? (
              <span className="px-1 text-faint">…</span>
            ) : (
              <Link
                {...link(shown)}
                activeOptions={{ exact: true }}
                aria-label={m.ui_page({ page: numberText(shown) })}
                aria-current={shown === page ? 'page' : undefined}
                className={buttonLook(
                  'ghost',
                  'sm',
                  'min-w-8 tabular-nums aria-[current=page]:bg-accent-soft! aria-[current=page]:text-accent-ink!',
                )}
              >
                {numberText(shown)}
              </Link>
            )}
          </li>
        ))}
      </ol>
      <Step rel="next" {...link(page + 1)} isOff={page >= pageCount} label={m.ui_page_next()}>
        <ChevronRight aria-hidden className="rtl:-scale-x-100" />
      </Step>
    </nav>
  )
}

/** Stays in its place at either end, without an address, so that nothing jumps under the pointer. */
function Step({ isOff, label, ...rest }: LinkProps & { rel: 'prev' | 'next'; isOff: boolean; label: string }) {
  return (
    <Link
      {...rest}
      disabled={isOff}
      activeOptions={{ exact: true }}
      aria-label={label}
      title={label}
      className={buttonLook('secondary', 'sm', 'min-w-8 px-0! aria-disabled:cursor-not-allowed aria-disabled:opacity-45')}
    />
  )
}

/** First, last and those around the current one; null where some are left out. */
function shownPages(page: number, pageCount: number): (number | null)[] {
  const near = [1, page - 1, page, page + 1, pageCount].filter((shown) => shown >= 1 && shown <= pageCount)
  const shown = [...new Set(near)].toSorted((one, other) => one - other)
  return shown.flatMap((current, index) => {
    const step = current - (shown[index - 1] ?? 0)
    if (step > 2) return [null, current]
    return step === 2 ? [current - 1, current] : [current]
  })
}

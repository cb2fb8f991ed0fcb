import { brand } from '#brand.ts'
import { cx } from './cx.ts'

export type LogoProps = {
  /** `mark` draws the sign alone and then names it for screen readers. */
  variant?: 'full' | 'mark'
  className?: string
}

export function Logo({ variant = 'full', className }: LogoProps) {
  const isMark = variant === 'mark'
  return (
    <span className={cx('inline-flex items-center gap-2 text-base font-semibold tracking-tight text-ink', className)}>
      <svg
        viewBox={brand.mark.viewBox}
        className="size-[1.4em] shrink-0 fill-accent forced-colors:fill-[CanvasText]"
        role={isMark ? 'img' : undefined}
        aria-label={isMark ? brand.name : undefined}
        aria-hidden={isMark ? undefined : true}
      >
        <path d={brand.mark.path} />
      </svg>
      {isMark ? null : brand.name}
    </span>
  )
}

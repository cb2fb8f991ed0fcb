import { cx } from '~/lib/cx'

const RADII = [210, 300, 400, 510, 630, 760]

/** Nested arches behind a page's content, nothing to a screen reader. No line crosses the text: that is in the middle, or with `side` at the left. */
export function GateBackdrop({ place = 'centre' }: { place?: 'centre' | 'side' }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 1520 900"
      preserveAspectRatio="xMidYMin slice"
      className={cx(
        'pointer-events-none absolute top-0 -z-10 h-[56rem] max-h-dvh fill-none stroke-accent opacity-20 forced-colors:hidden',
        place === 'centre'
          ? 'left-0 w-full [mask-composite:intersect] [mask-image:linear-gradient(#000,transparent),radial-gradient(34rem_24rem_at_50%_50%,transparent_60%,#000)]'
          : 'right-0 w-[95rem] translate-x-[28rem] [mask-image:radial-gradient(circle_at_50%_40%,#000_20%,transparent_48%)] max-lg:hidden',
      )}
    >
      {RADII.map((radius) => (
        <path key={radius} vectorEffect="non-scaling-stroke" d={`M${760 - radius} 960V600a${radius} ${radius} 0 0 1 ${radius * 2} 0V960`} />
      ))}
    </svg>
  )
}

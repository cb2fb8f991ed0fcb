const RADII = [210, 300, 400, 510, 630, 760]

/** Nested arches behind a page's content, nothing to a screen reader. No line crosses the text in the middle. */
export function GateBackdrop() {
  return (
    <svg
      aria-hidden
      viewBox="0 0 1520 900"
      preserveAspectRatio="xMidYMin slice"
      className="pointer-events-none absolute inset-x-0 top-0 -z-10 h-[56rem] max-h-dvh w-full [mask-image:linear-gradient(#000,transparent),radial-gradient(34rem_24rem_at_50%_50%,transparent_60%,#000)] [mask-composite:intersect] fill-none stroke-accent opacity-20 forced-colors:hidden"
    >
      {RADII.map((radius) => (
        <path key={radius} vectorEffect="non-scaling-stroke" d={`M${760 - radius} 960V600a${radius} ${radius} 0 0 1 ${radius * 2} 0V960`} />
      ))}
    </svg>
  )
}

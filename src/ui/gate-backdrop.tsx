/** Nested arches behind a page's content: quiet, and nothing to a screen reader. */
export function GateBackdrop() {
  return (
    <svg
      aria-hidden
      viewBox="0 0 1200 900"
      preserveAspectRatio="xMidYMin slice"
      className="absolute inset-0 -z-10 size-full fill-none stroke-accent opacity-[0.13] [mask-image:linear-gradient(#000,transparent_92%)] forced-colors:hidden"
    >
      {[250, 330, 420, 520, 630].map((radius) => (
        <path key={radius} d={`M${600 - radius} 960V${560}a${radius} ${radius} 0 0 1 ${radius * 2} 0V960`} />
      ))}
    </svg>
  )
}

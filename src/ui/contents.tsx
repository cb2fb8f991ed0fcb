export type ContentsProps = { label: string; items: { id: string; name: string }[] }

/** The parts of a long page. Beside it on wide screens, where it stays in view; above it on narrow ones. */
export function Contents({ label, items }: ContentsProps) {
  return (
    <nav aria-label={label} className="text-sm lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:self-start lg:overflow-y-auto">
      <p className="mb-2 font-medium">{label}</p>
      <ul className="grid border-s sm:max-lg:grid-cols-2">
        {items.map(({ id, name }) => (
          <li key={id}>
            <a href={`#${id}`} className="flex min-h-7 items-baseline py-0.5 ps-3.5 text-muted hover:text-ink">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

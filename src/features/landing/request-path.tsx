import { m } from '#platform/i18n/generated/messages.js'
import { Section } from './section.tsx'

const STEPS = [
  { title: m.landing_path_door, text: m.landing_path_door_text },
  { title: m.landing_path_guard, text: m.landing_path_guard_text },
  { title: m.landing_path_query, text: m.landing_path_query_text },
  { title: m.landing_path_list, text: m.landing_path_list_text },
]

/** How a request is guarded. */
export function RequestPath() {
  return (
    <Section id="path" title={m.landing_path_title()} text={m.landing_path_text()}>
      <ol className="grid gap-x-12 gap-y-8 sm:grid-cols-2 lg:grid-cols-4">
        {STEPS.map(({ title, text }, index) => (
          <li key={title()} className="grid content-start gap-1.5 border-t pt-4">
            <span aria-hidden className="font-mono text-sm text-faint">
              {index + 1}
            </span>
            <h3 className="font-semibold">{title()}</h3>
            <p className="text-sm text-pretty text-muted">{text()}</p>
          </li>
        ))}
      </ol>
    </Section>
  )
}

import { m } from '~/messages/generated/messages'
import { excerpts } from 'virtual:proof'
import { CodeExcerpt } from './code-excerpt'
import { Section } from './section'

const STEPS = [
  { title: m.landing_path_door, text: m.landing_path_door_text, excerpt: excerpts.door },
  { title: m.landing_path_guard, text: m.landing_path_guard_text, excerpt: excerpts.guard },
  { title: m.landing_path_query, text: m.landing_path_query_text, excerpt: excerpts.query },
  { title: m.landing_path_list, text: m.landing_path_list_text, excerpt: excerpts.list },
]

/** How a request is guarded, by the lines that do it. */
export function RequestPath() {
  return (
    <Section id="path" title={m.landing_path_title()} text={m.landing_path_text()}>
      <ol className="grid grid-cols-1 gap-10">
        {STEPS.map(({ title, text, excerpt }, index) => (
          <li key={title()} className="grid grid-cols-1 gap-x-12 gap-y-4 lg:grid-cols-[19rem_minmax(0,1fr)]">
            <div className="grid grid-cols-[1.5rem_1fr] content-start gap-y-1.5">
              <span aria-hidden className="font-mono text-sm text-faint">
                {index + 1}
              </span>
              <h3 className="font-semibold">{title()}</h3>
              <p className="col-start-2 text-sm text-pretty text-muted">{text()}</p>
            </div>
            <CodeExcerpt {...excerpt} />
          </li>
        ))}
      </ol>
    </Section>
  )
}

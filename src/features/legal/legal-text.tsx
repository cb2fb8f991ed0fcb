import type { ReactNode } from 'react'
import { m } from '#platform/i18n/generated/messages.js'
import { Contents } from '#ui/contents.tsx'
import { PublicHeading } from '#ui/public-heading.tsx'
import { SampleNote } from '#ui/sample-note.tsx'

type LegalTextProps = {
  title: string
  lead: string
  /** Where the text stands, for whoever has to rewrite it. */
  file: string
  sections: { id: string; title: string; body: ReactNode }[]
}

export function LegalText({ title, lead, file, sections }: LegalTextProps) {
  return (
    <div className="grid grid-cols-1 gap-12 py-12 sm:py-16">
      <div className="grid gap-6">
        <PublicHeading title={title}>
          <p>{lead}</p>
        </PublicHeading>
        <SampleNote file={file} />
      </div>
      <div className="grid grid-cols-1 gap-x-16 gap-y-10 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <Contents label={m.pages_contents()} items={sections.map((section) => ({ id: section.id, name: section.title }))} />
        <div className="grid max-w-[68ch] grid-cols-1 gap-10">
          {sections.map((section) => (
            <section key={section.id} aria-labelledby={section.id} className="grid grid-cols-1 gap-3">
              <h2 id={section.id} className="scroll-mt-8 text-lg font-semibold">
                {section.title}
              </h2>
              <div className="grid grid-cols-1 gap-5 text-pretty">{section.body}</div>
            </section>
          ))}
        </div>
      </div>
    </div>
  )
}

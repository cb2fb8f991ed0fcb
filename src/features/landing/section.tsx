import type { ReactNode } from 'react'

type SectionProps = {
  /** Its place in the address: `/#features`. */
  id: string
  title: string
  text?: string
  children: ReactNode
}

/** One part of the landing page, between rules. */
export function Section({ id, title, text, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className="grid grid-cols-1 gap-10 py-16 sm:py-20">
      <div className="grid gap-3">
        <h2 id={id} className="scroll-mt-8 text-2xl font-semibold">
          {title}
        </h2>
        {text ? <p className="max-w-[62ch] text-pretty text-muted">{text}</p> : null}
      </div>
      {children}
    </section>
  )
}

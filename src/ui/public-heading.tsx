import type { ReactNode } from 'react'

/** The one h1 of a public page, with what the page is for. */
export function PublicHeading({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-4">
      <h1 className="text-3xl font-semibold">{title}</h1>
      <div className="max-w-[60ch] text-lg text-pretty text-muted">{children}</div>
    </div>
  )
}

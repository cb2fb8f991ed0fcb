import type { ReactNode } from 'react'

export type PageHeadingProps = {
  title: ReactNode
  description?: ReactNode
  actions?: ReactNode
}

/** The page's one h1. */
export function PageHeading({ title, description, actions }: PageHeadingProps) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-4">
      <div className="grid min-w-0 gap-1">
        <h1 className="text-2xl font-semibold wrap-anywhere">{title}</h1>
        {description ? <div className="max-w-prose text-pretty text-muted">{description}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </div>
  )
}

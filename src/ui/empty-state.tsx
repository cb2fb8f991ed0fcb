import type { ReactNode } from 'react'

export type EmptyStateProps = { icon?: ReactNode; title: ReactNode; children?: ReactNode; action?: ReactNode }

export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-2 rounded-lg border border-dashed px-6 py-12 text-center">
      {icon ? <div className="mb-1 grid size-11 place-items-center rounded-lg bg-sunken text-muted [&_svg]:size-5">{icon}</div> : null}
      <p className="font-semibold">{title}</p>
      {children ? <div className="max-w-prose text-sm text-pretty text-muted">{children}</div> : null}
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  )
}

import { createContext, type ReactNode, useContext } from 'react'
import { cx } from '#ui/cx.ts'

/** Before each id and name: the page can show everything twice, once per theme. */
export const GalleryScope = createContext('')

export function useScoped(): (name: string) => string {
  const scope = useContext(GalleryScope)
  return (name) => `${scope}${name}`
}

/** `id` is what the page's navigation links to. */
export function GallerySection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  const scoped = useScoped()
  return (
    <section aria-labelledby={scoped(`${id}-title`)} className="grid grid-cols-1 gap-6 border-t pt-8">
      <h2 id={scoped(id)} className="scroll-mt-6 text-xl font-semibold">
        <span id={scoped(`${id}-title`)}>{title}</span>
      </h2>
      {children}
    </section>
  )
}

/** One part in one state, with the state's name. */
export function Sample({ name, wide = false, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={cx('grid min-w-0 grid-cols-1 content-start gap-2', wide && 'sm:col-span-full')}>
      <p className="font-mono text-xs text-muted">{name}</p>
      <div className="min-w-0">{children}</div>
    </div>
  )
}

export function Samples({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,18rem),1fr))] gap-x-8 gap-y-6">{children}</div>
}

import { type SVGProps, createElement } from 'react'
import { cx } from '~/lib/cx'

type Part = [tag: string, attributes: Record<string, string>]
type Drawing = { node: Part[] }

/** What a build makes of an icon of `lucide-react` (scripts/vite/lean-icons.ts). Decoration, unless it is given a label. */
export function drawnIcon({ node }: Drawing) {
  const lines = node.filter(isLine)
  // Each from the origin on: one that begins with a relative place would follow where the last one ended.
  const d = lines.map(([, { d: path }]) => `M0 0${path}`).join('')
  const others = node.filter((part) => !isLine(part)).map(([tag, attributes]) => createElement(tag, attributes))
  return function DrawnIcon({ className, ...props }: SVGProps<SVGSVGElement>) {
    return (
      <svg
        aria-hidden={props['aria-label'] === undefined || undefined}
        viewBox="0 0 24 24"
        {...props}
        className={cx('line-icon', className)}
      >
        {d === '' ? null : <path d={d} />}
        {others}
      </svg>
    )
  }
}

/** What one path can hold together with others. */
const isLine = ([tag, { key: _key, ...attributes }]: Part) => tag === 'path' && Object.keys(attributes).join() === 'd'

import { type SVGProps, createElement } from 'react'

type Drawing = { node: [tag: string, attributes: Record<string, string>][] }

/** What a build makes of an icon of `lucide-react` (scripts/vite/lean-icons.ts). Decoration, unless it is given a label. */
export function drawnIcon({ node }: Drawing) {
  const lines = node.map(([tag, attributes]) => createElement(tag, attributes))
  return function DrawnIcon(props: SVGProps<SVGSVGElement>) {
    return (
      <svg
        aria-hidden={props['aria-label'] === undefined || undefined}
        width={24}
        height={24}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={2}
        strokeLinecap="round"
        strokeLinejoin="round"
        {...props}
      >
        {lines}
      </svg>
    )
  }
}

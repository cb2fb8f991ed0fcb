import { Fragment } from 'react'
import { SourceFile } from '~/ui/source-file'

export type CodeExcerptProps = { file: string; code: string }

/** Comments, text, words of the language, calls: enough to read by. What matches nothing keeps its colour. */
const TOKENS = /(\/\/.*)|('[^']*'|"[^"]*")|\b(export|function|const|return|await|async|throw|new|if|null|undefined)\b|(\w+)(?=\()/g
const LOOKS = ['text-faint', 'text-success-ink', 'text-info-ink', 'text-accent-ink']
const HANGING_INDENT = 4

/** Source text under the name of its file. Long lines wrap below their own start; code reads left to right everywhere. */
export function CodeExcerpt({ file, code }: CodeExcerptProps) {
  return (
    <figure dir="ltr" className="min-w-0 overflow-hidden rounded-lg border bg-surface shadow-xs">
      <figcaption className="border-b bg-sunken px-4 py-2 font-mono text-xs text-muted wrap-anywhere">
        <SourceFile path={file} />
      </figcaption>
      <pre className="px-4 py-3.5 font-mono text-xs/5.5 whitespace-normal sm:text-[0.8125rem]/6">
        {withPlaces(code).map(({ place, line }) => (
          <Line key={place} line={line} />
        ))}
      </pre>
    </figure>
  )
}

function Line({ line }: { line: string }) {
  const indent = line.search(/\S|$/)
  return (
    <code
      className="block wrap-anywhere"
      style={{ paddingInlineStart: `${indent + HANGING_INDENT}ch`, textIndent: `-${HANGING_INDENT}ch` }}
    >
      {highlight(line.trim())}
    </code>
  )
}

/** Each line with where it begins, which no two have in common. */
function withPlaces(code: string) {
  let place = 0
  return code.split('\n').map((line) => {
    const start = place
    place += line.length + 1
    return { place: start, line }
  })
}

function highlight(line: string) {
  let end = 0
  const parts = [...line.matchAll(TOKENS)].map((match) => {
    const before = line.slice(end, match.index)
    end = match.index + match[0].length
    return (
      <Fragment key={match.index}>
        {before}
        <span className={LOOKS[match.slice(1).findIndex((group) => group !== undefined)]}>{match[0]}</span>
      </Fragment>
    )
  })
  return [...parts, line.slice(end)]
}

import { CopyButton } from './copy-button'

export type CodeBlockProps = {
  /** Names the block for screen readers. */
  label: string
  code: string
  /** Drawn before each line, not copied: `$`. */
  prompt?: string
}

export function CodeBlock({ label, code, prompt }: CodeBlockProps) {
  return (
    <div className="relative rounded-lg border bg-sunken">
      {/* Focusable, since a keyboard must be able to scroll it sideways. */}
      <pre role="region" aria-label={label} tabIndex={0} className="overflow-x-auto rounded-lg p-4 pr-14 font-mono text-sm leading-6">
        {code.split('\n').map((line) => (
          <code key={line} className="block" data-prompt={prompt}>
            {prompt === undefined ? null : (
              <span aria-hidden className="mr-2 text-faint select-none">
                {prompt}
              </span>
            )}
            {line}
          </code>
        ))}
      </pre>
      <CopyButton value={code} className="absolute! top-2.5 right-2.5" />
    </div>
  )
}

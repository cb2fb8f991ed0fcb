import { CopyButton } from './copy-button.tsx'

export type CommandLineProps = { label: string; command: string }

/** One command to take along. Commands read left to right everywhere. */
export function CommandLine({ label, command }: CommandLineProps) {
  return (
    <div className="flex items-center gap-2 py-2.5 ps-4 pe-2.5">
      <div className="grid min-w-0 grow gap-0.5">
        <span className="text-xs text-muted">{label}</span>
        {/* Focusable, since a keyboard must be able to scroll it sideways. */}
        <code
          dir="ltr"
          role="group"
          aria-label={label}
          tabIndex={0}
          className="overflow-x-auto font-mono text-[0.8125rem]/6 whitespace-nowrap"
        >
          <span aria-hidden className="me-2 text-faint select-none">
            $
          </span>
          {command}
        </code>
      </div>
      <CopyButton value={command} />
    </div>
  )
}

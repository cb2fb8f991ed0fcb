import { m } from '#platform/i18n/generated/messages.js'
import { CommandLine } from '#ui/command-line.tsx'

export function StartCommands() {
  return (
    <div className="divide-y overflow-hidden rounded-lg border bg-surface shadow-xs">
      <CommandLine label={m.landing_start_run()} command="npm install && npm run dev" />
      <CommandLine label={m.landing_start_check()} command="npm install && npm test" />
    </div>
  )
}

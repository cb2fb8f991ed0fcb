/** What GitHub runs for us, and what it may bring in. Read as text: a workflow is short, and no YAML parser is a dependency. */

const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/

/** Actions that are not named by the full hash of a commit, with the version beside it. A tag can be moved. */
export const loosePins = (workflow: string): string[] =>
  [...workflow.matchAll(/\buses:\s*(.+)$/gm)]
    .map(([, action = '']) => action.trim())
    .filter((action) => !action.startsWith('./') && !PINNED.test(action))

/** Kinds of packages whose updates are offered before they are `days` old. */
export const hastyUpdates = (dependabot: string, days: number): string[] =>
  dependabot
    .split(/^ {2}- package-ecosystem: /m)
    .slice(1)
    .filter((update) => Number(update.match(/^ {4}cooldown: \{ default-days: (\d+) \}$/m)?.[1] ?? 0) < days)
    .map((update) => update.split('\n', 1)[0] ?? '')

import type { ReactNode } from 'react'
import { matchesWords } from './match-words.ts'

export type Command = {
  id: string
  label: string
  hint?: string
  icon?: ReactNode
  /** Other words that find it. */
  keywords?: readonly string[]
  /** As `Kbd` takes them. Only drawn: whoever offers the key listens for it. */
  shortcut?: readonly string[]
  run: () => void
}

export type CommandGroup = { label: string; items: readonly Command[] }

/** What a query finds, without the groups it leaves empty. */
export function findCommands(groups: readonly CommandGroup[], query: string): CommandGroup[] {
  return groups
    .map(({ label, items }) => ({ label, items: items.filter((item) => matchesWords(query, [item.label, ...(item.keywords ?? [])])) }))
    .filter(({ items }) => items.length > 0)
}

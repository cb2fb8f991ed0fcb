import type { NavigationEntry } from '#platform/features.ts'

/** Every feature's, by folder and not from `index.ts`: each signed-in page loads this, and few need what else a feature has. */
const found = import.meta.glob<readonly NavigationEntry[]>('./*/navigation.ts', { eager: true, import: 'navigation' })

export const navigation = Object.values(found)
  .flat()
  .toSorted((a, b) => a.order - b.order)

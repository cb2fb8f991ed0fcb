const DONE = ['added', 'renamed', 'removed'] as const
export type PasskeysDone = (typeof DONE)[number]

/** What the last form did. A closed list: an address cannot put words on the page. */
export const passkeysSearch = ({ done }: Record<string, unknown>): { done?: PasskeysDone | undefined } => ({
  done: DONE.find((known) => known === done),
})

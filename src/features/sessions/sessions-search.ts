const DONE = ['session', 'others', 'device'] as const

export type SessionsDone = (typeof DONE)[number]

export const sessionsSearch = ({ done }: Record<string, unknown>): { done?: SessionsDone | undefined } => ({
  done: DONE.find((known) => known === done),
})

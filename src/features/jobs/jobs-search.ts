export const STATES = ['dead', 'retrying'] as const
export const PAGE_MAX = 10_000
const DONE = ['retried', 'discarded', 'gone'] as const

type State = (typeof STATES)[number]
export type JobsDone = (typeof DONE)[number]
export type JobsSearch = {
  queue?: string | undefined
  state?: State | undefined
  page?: number | undefined
  done?: JobsDone | undefined
}

/** One dead job by its id, or all of a queue. */
export type ActSearch = { id?: string | undefined; queue?: string | undefined }

/** Whatever an address says, the page opens. A key that is left out here would keep what the address says. */
export const jobsSearch = ({ queue, state, page, done }: Record<string, unknown>): JobsSearch => ({
  queue: looksLikeQueue(queue) ? queue : undefined,
  state: STATES.find((known) => known === state),
  page: isPage(page) ? page : undefined,
  done: DONE.find((known) => known === done),
})

export const actSearch = ({ id, queue }: Record<string, unknown>): ActSearch => ({
  id: typeof id === 'string' && /^[\da-f-]{36}$/.test(id) ? id : undefined,
  queue: looksLikeQueue(queue) ? queue : undefined,
})

/** By its shape: routes load with every page, and the list of queues stays on the server. */
const looksLikeQueue = (name: unknown): name is string => typeof name === 'string' && /^[a-z]+\.[a-z]+$/.test(name)

const isPage = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= PAGE_MAX

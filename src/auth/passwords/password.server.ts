/** Password hashing. Node runs this file directly too (the seed). */
import { hash, verify } from '@node-rs/argon2'
import { availableParallelism } from 'node:os'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { AppError } from '#platform/forms/app-error.ts'

/** OWASP's argon2id floor: 19 MiB, 2 passes, 1 lane. The PHC string carries the parameters, so they can grow. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Node has four threads for such work, files and names among it. */
const THREADS = 3
/** A hash holds a core and 19 MiB: a storm of sign-ins waits in this line, and leaves a core and a thread to everything else. */
const CONCURRENT_HASHES = Math.min(THREADS, Math.max(1, availableParallelism() - 1))
/** A second or two of work. Past that a new one is refused at once: nobody waits for minutes, and the queue takes no more memory. */
const WAITING_MAX = 100 * CONCURRENT_HASHES
/** What a client is asked to wait then: the queue is empty by then. */
const RETRY_AFTER_SECONDS = 5
/**
 * Of the event loop, between a hash and the next: nothing where nobody waits, and where pages do, they come first. A sign-in
 * costs as much as ten of them, so without this a storm takes half of what there is.
 */
const TURNS_BETWEEN = 4

let running = 0
const waiting: Array<() => void> = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  refuseWhenFull()
  if (running < CONCURRENT_HASHES) running += 1
  else await new Promise<void>((resolve) => waiting.push(resolve))
  try {
    return await work()
  } finally {
    void passOn()
  }
}

/** Throws `unavailable` while the queue is full. Before anything about an account is looked at, so it says nothing of one. */
export function refuseWhenFull(): void {
  if (waiting.length >= WAITING_MAX) throw new AppError('unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS })
}

/** `giveBack`: what was counted for work that the full queue then refused. */
export async function unlessBusy<Result>(work: () => Promise<Result>, giveBack: () => Promise<unknown>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') await giveBack()
    throw error
  }
}

async function passOn(): Promise<void> {
  for (let turn = 0; turn < TURNS_BETWEEN; turn += 1) await nextTurn()
  const next = waiting.shift()
  if (next === undefined) running -= 1
  else next()
}

/** NFC first: the same password typed on two keyboards is the same password (NIST SP 800-63B-4, 3.1.1.2). */
const normalised = (password: string) => password.normalize('NFC')

/** PHC string, `$argon2id$v=19$m=19456,t=2,p=1$…`. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normalised(password), PARAMETERS))
}

/** False for a wrong password and for a hash that cannot be read. */
export function verifyPassword({ hash: stored, password }: { hash: string; password: string }): Promise<boolean> {
  return inTurn(() => verify(stored, normalised(password)).catch(() => false))
}

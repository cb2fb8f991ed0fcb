/** Requests at a steady rate, whether or not the ones before have been answered: as people come, not as a loop does. */

/** `status` is null when no answer came; `error` then says why. `at`: when it was sent, in ms since the load began. */
export type Outcome = { number: number; at: number; milliseconds: number; status: number | null; error: string | null }

export type SteadyLoad = {
  /** How many have ended by now. */
  answered: () => number
  stop: () => Promise<Outcome[]>
}

/**
 * `ask` is given the number of the request, from 0. `stop` sends no more, and resolves when all have ended. With as many as
 * `atOnceMax` unanswered the next wait: a machine too slow for the rate would heap up more and more of them.
 */
export function steadyLoad(perSecond: number, ask: (number: number) => Promise<Response>, atOnceMax = Infinity): SteadyLoad {
  const started = performance.now()
  const asked: Promise<Outcome>[] = []
  let unanswered = 0
  const timer = setInterval(sendWhatIsDue, 1000 / perSecond)
  return {
    answered: () => asked.length - unanswered,
    stop() {
      clearInterval(timer)
      return Promise.all(asked)
    },
  }

  /** A late timer must not lower the rate. */
  function sendWhatIsDue() {
    const due = ((performance.now() - started) * perSecond) / 1000
    while (asked.length < due && unanswered < atOnceMax) asked.push(outcomeOf(asked.length))
  }

  async function outcomeOf(number: number): Promise<Outcome> {
    unanswered += 1
    const at = performance.now() - started
    const ended = (status: number | null, error: string | null) => ({
      number,
      at,
      milliseconds: performance.now() - started - at,
      status,
      error,
    })
    try {
      const answer = await ask(number)
      await answer.arrayBuffer()
      return ended(answer.status, null)
    } catch (error) {
      const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error
      return ended(null, String(reason))
    } finally {
      unanswered -= 1
    }
  }
}

/** One client of many: asks again and again on a connection that it keeps, until nobody takes a connection any more. */
import { Agent, type IncomingMessage, request } from 'node:http'
import { finished } from 'node:stream/promises'

export type KeptClient = {
  /** How many answers have come whole, with a status below 500. */
  answered: () => number
  /** When no connection is to be had: what became of requests that were sent and not answered so. */
  ended: Promise<string[]>
}

export function keepAliveClient(url: string, headers: Record<string, string> = {}): KeptClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let answered = 0
  return { answered: () => answered, ended: askUntilRefused() }

  async function askUntilRefused(): Promise<string[]> {
    const broken: string[] = []
    while (true) {
      const outcome = await ask()
      if (outcome === 'not sent') break
      if (outcome === null) answered += 1
      else broken.push(outcome)
      if (broken.length > 10) break
    }
    agent.destroy()
    return broken
  }

  /** Null: answered whole. */
  function ask(): Promise<string | null> {
    return new Promise((resolve) => {
      const asked = request(url, { agent, headers }, (answer) => void outcomeOf(answer).then(resolve))
      asked.once('error', (error) => resolve('syscall' in error && error.syscall === 'connect' ? 'not sent' : String(error)))
      asked.end()
    })
  }
}

async function outcomeOf(answer: IncomingMessage): Promise<string | null> {
  try {
    answer.resume()
    await finished(answer)
    const { statusCode = 0, complete } = answer
    return complete && statusCode < 500 ? null : `status ${statusCode}, ${complete ? 'whole' : 'in part'}`
  } catch (error) {
    return String(error)
  }
}

/** What `npm run bench -- …` was given. */
import { parseArgs } from 'node:util'
import { refuse } from '../scripts/checkout.ts'

export const CONNECTIONS = 16
/** Fewer, or shorter, are a look and no measurement. */
export const ROUNDS_MIN = 4
export const SECONDS_MIN = 3

const HELP = `npm run bench -- [--rounds 5] [--seconds 3] [--only signed-in,session] [--write]

--rounds   how often each cell is measured; the table has the median
--seconds  how long each time
--only     cells whose name begins with one of these; without it all of them, and what is measured besides
--write    also writes docs/performance.md, docs/performance.svg and bench/results.json: only of a whole run, from ${ROUNDS_MIN} rounds of ${SECONDS_MIN} s`

export type Options = { rounds: number; seconds: number; only: string[] | null; write: boolean }

export function readOptions(args: string[]): Options {
  const { values } = parse(args)
  if (values.help) {
    console.log(HELP)
    process.exit(0)
  }
  const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)]
  if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seconds) || seconds < 1)
    refuse('--rounds and --seconds are whole numbers from 1 upwards.')
  const options = { rounds, seconds, only: values.only?.split(',') ?? null, write: values.write }
  if (options.write && (options.only !== null || rounds < ROUNDS_MIN || seconds < SECONDS_MIN))
    refuse(`--write takes a whole run, from ${ROUNDS_MIN} rounds of ${SECONDS_MIN} s, without --only.`)
  return options
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        rounds: { type: 'string', default: '5' },
        seconds: { type: 'string', default: '3' },
        only: { type: 'string' },
        write: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    refuse(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`)
  }
}

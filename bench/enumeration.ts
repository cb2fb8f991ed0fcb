/**
 * `npm run bench:enumeration`: whether the time of an answer tells who has an account. Runs the built app with its mail
 * server slow, asks each form about known and unknown addresses in turn, and prints the chance that a known one takes
 * longer (AUC, Mann-Whitney). 0.5 tells nothing. Ends with 1 above 0.60.
 */
import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { openTestServer } from '../tests/support/database.ts'
import { startApp } from '../tests/support/app.ts'
import { type Person, createPerson } from '../tests/support/person.ts'

const PAIRS = 200
/** Before the counting: connections, compiled code, caches. */
const WARM_UP_PAIRS = 30
const AUC_MAX = 0.6
const MAIL_DELAY_MS = 300
const PASSWORD = 'a password that is nobody’s'

type Flow = { name: string; path: string; fields: (email: string) => Record<string, string> }
const FLOWS: Flow[] = [
  { name: 'sign-in, wrong password', path: '/sign-in', fields: (email) => ({ email, password: PASSWORD }) },
  { name: 'sign-up', path: '/sign-up', fields: (email) => ({ name: 'Somebody', email, password: PASSWORD }) },
  { name: 'reset', path: '/forgot-password', fields: (email) => ({ email }) },
  { name: 'link by mail', path: '/magic-link', fields: (email) => ({ email }) },
  { name: 'send it again', path: '/check-email', fields: (email) => ({ email }) },
]

const server = await openTestServer()
const app = await startApp(server)
app.mail.delay(MAIL_DELAY_MS)
const people: Person[] = []
let worst = 0
let requests = 0
try {
  for (let index = 0; index < PAIRS + WARM_UP_PAIRS; index += 1) people.push(await createPerson(app.databaseUrl))
  console.log(
    `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} processors, Node ${process.versions.node}, ${PAIRS} pairs a form\n`,
  )
  console.log('| Form | AUC | known, median | unknown, median |\n| --- | --- | --- | --- |')
  for (const flow of FLOWS) {
    const { known, unknown } = await measure(flow)
    const auc = chanceThatGreater(known, unknown)
    // Faster is as telling as slower.
    worst = Math.max(worst, auc, 1 - auc)
    console.log(`| ${flow.name} | ${auc.toFixed(2)} | ${median(known).toFixed(1)} ms | ${median(unknown).toFixed(1)} ms |`)
  }
} finally {
  await app.stop()
  await server.stop()
}
console.log(`\n${worst <= AUC_MAX ? 'ok: ' : 'FAIL: '}the most telling is ${worst.toFixed(2)}, ${AUC_MAX.toFixed(2)} is allowed`)
process.exit(worst <= AUC_MAX ? 0 : 1)

/** One at a time, known and unknown in turn, in an order that changes: what else the machine does meets both alike. */
async function measure(flow: Flow): Promise<{ known: number[]; unknown: number[] }> {
  const times = { known: [] as number[], unknown: [] as number[] }
  for (const [index, { email }] of people.entries()) {
    const stranger = `person-${randomUUID().slice(0, 8)}@example.com`
    const pair = [
      ['known', email],
      ['unknown', stranger],
    ] as const
    for (const [kind, address] of index % 2 === 0 ? pair : pair.toReversed()) {
      const took = await timeOf(flow, address)
      if (index >= WARM_UP_PAIRS) times[kind].push(took)
    }
  }
  return times
}

/** From a client address of its own each, as an attacker with many would. */
async function timeOf({ path, fields }: Flow, email: string): Promise<number> {
  requests += 1
  const address = `10.${(requests >> 16) & 255}.${(requests >> 8) & 255}.${requests & 255}`
  const body = new URLSearchParams(fields(email))
  const headers = { accept: 'application/json', 'sec-fetch-site': 'same-origin', 'x-forwarded-for': address }
  const started = performance.now()
  const answer = await fetch(`${app.url}${path}`, { method: 'POST', body, headers })
  await answer.arrayBuffer()
  const took = performance.now() - started
  if (answer.status !== 200 && answer.status !== 422)
    throw new Error(`${path} answered ${answer.status}: the limits were met, and nothing was measured.`)
  return took
}

/** Of all pairs of one and another, how many times the one is greater; equals count half. */
function chanceThatGreater(ones: number[], others: number[]): number {
  let greater = 0
  for (const one of ones) for (const other of others) greater += one > other ? 1 : one === other ? 0.5 : 0
  return greater / (ones.length * others.length)
}

function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

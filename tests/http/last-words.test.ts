/** What nobody caught, and what libraries write past the log. */
import { once } from 'node:events'
import { describe, expect, inject, it } from 'vitest'
import { type App, startApp } from '../support/app.ts'
import { until } from '../support/browserless.ts'
import { useStandIn } from '../support/stand-in.ts'

const CANARY = 'canary-in-a-parameter'
const LINES = 1000
const service = useStandIn()
/** In parts: a frame of the stack names the code. */
const FAILURE = `new Error('first line\\nparams: ' + ${JSON.stringify(CANARY.split('-'))}.join('-'))`

/** Does it to the running process at a signal, from outside the build. */
const onSignal = (deed: string) => ({
  ERROR_REPORT_URL: service().url,
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(`process.on('SIGUSR2', () => { ${deed} })`)}`,
})

const lineOf = (app: App) =>
  JSON.parse(
    app
      .log()
      .split('\n')
      .find((line) => line.includes('first line')) ?? '',
  ) as object

async function afterSignal(deed: string, look: (app: App) => Promise<void>): Promise<void> {
  const app = await startApp(inject('server'), onSignal(deed))
  try {
    const before = app.log().length
    app.process.kill('SIGUSR2')
    await until('something is logged', () => app.log().slice(before).includes('first line'))
    await look(app)
    expect(app.log()).not.toContain(CANARY)
    for (const line of app.log().trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow()
  } finally {
    await app.stop()
  }
}

describe('the last resort', () => {
  it('an exception that nobody caught is a line of the log, without what is in it, and the process ends with 1 [ASVS 16.5.4]', () =>
    afterSignal(`throw ${FAILURE}`, async (app) => {
      if (app.process.exitCode === null) await once(app.process, 'exit')
      expect(app.process.exitCode).toBe(1)
      const [report] = service().asked
      expect(JSON.parse(report?.body ?? '')).toMatchObject({ what: 'an exception nobody caught', error: { message: 'first line' } })
      expect(report?.body).not.toContain(CANARY)
      expect(lineOf(app)).toMatchObject({ level: 60, msg: 'an exception nobody caught', err: { message: 'first line' } })
    }))

  // Whoever looks at `process.stdout` makes it one that takes what there is room for and no more.
  it('all that was logged just before the process ends is in the log, also where there is no room for so much at once', () =>
    afterSignal(
      `void process.stdout.fd; for (let at = 0; at < ${LINES}; at += 1) console.error('failed', ${FAILURE}); process.exit(3)`,
      async (app) => {
        if (app.process.exitCode === null) await once(app.process, 'exit')
        expect(app.process.exitCode).toBe(3)
        await until('each line is there', () => app.log().split('first line').length > LINES)
      },
    ))

  for (const [what, deed] of [
    ['a rejection that nobody caught', `Promise.reject(${FAILURE})`],
    ['what a library writes to the console', `console.error('failed', ${FAILURE})`],
  ] as const)
    it(`${what} is a line of the log, without what is in it, and the process goes on [ASVS 16.2.4, 16.5.4]`, () =>
      afterSignal(deed, async (app) => {
        expect(lineOf(app)).toMatchObject({ level: 50, err: { message: 'first line' } })
        expect((await fetch(`${app.url}/readyz`)).status).toBe(200)
      }))
})

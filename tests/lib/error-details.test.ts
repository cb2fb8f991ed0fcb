/** What development shows of an error, by where its frames come from. */
import { describe, expect, it } from 'vitest'
import { AppError } from '#platform/forms/app-error.ts'
import { caughtDetails, detailsOf } from '#platform/forms/error-details.ts'
import { describeError, readableLine } from '#platform/observability/log.server.ts'

const SERVER_STACK = `DrizzleQueryError: Failed query: select "name" from "project"
    at PgSession.run (/home/me/src/shop/node_modules/drizzle-orm/session.js:9:1)
    at processTicksAndRejections (node:internal/process/task_queues:104:5)
    at async listProjects (/home/me/src/shop/src/features/projects/projects.server.ts:12:3)`

const failedQuery = () =>
  Object.assign(new Error('Failed query: select "name" from "project"\nparams: hush'), {
    name: 'DrizzleQueryError',
    stack: SERVER_STACK,
    cause: Object.assign(new Error('relation "project" does not exist'), { name: 'PostgresError', code: '42P01', stack: '' }),
  })

describe('the details of an error', () => {
  it('begin with its cause, and have frames of ours apart from those of packages and Node', () => {
    expect(detailsOf(describeError(failedQuery()))).toEqual({
      errors: ['PostgresError: relation "project" does not exist (42P01)', 'DrizzleQueryError: Failed query: select "name" from "project"'],
      hint: null,
      own: ['at async listProjects (src/features/projects/projects.server.ts:12:3)'],
      others: [
        'at PgSession.run (node_modules/drizzle-orm/session.js:9:1)',
        'at processTicksAndRejections (node:internal/process/task_queues:104:5)',
      ],
    })
  })

  it.each([
    [
      'Chromium',
      `TypeError: label is not a function\n    at Nav (http://localhost:3000/src/app-layout.tsx?t=1:86:9)\n    at http://localhost:3000/node_modules/.vite/deps/react.js?v=1:5:1`,
    ],
    ['Firefox', 'Nav@http://localhost:3000/src/app-layout.tsx?t=1:86:9\n@http://localhost:3000/node_modules/.vite/deps/react.js?v=1:5:1'],
  ])('are read from a stack of %s', (_browser, stack) => {
    const { errors, own, others } = caughtDetails(Object.assign(new TypeError('label is not a function'), { stack }))
    expect(errors).toEqual(['TypeError: label is not a function'])
    expect(own).toEqual([expect.stringMatching(/^(at Nav \(|Nav@)src\/app-layout\.tsx\?t=1:86:9\)?$/)])
    expect(others).toEqual([expect.stringMatching(/node_modules\/\.vite\/deps\/react\.js/)])
  })

  it('are those of the failure on the server, where the browser has them', () => {
    const development = detailsOf({ name: 'Error', message: 'on the server' })
    expect(caughtDetails(Object.assign(new AppError('internal', { reference: '0123abcd' }), { development }))).toBe(development)
  })
})

describe('a line of the log in development', () => {
  it('is one, with level, message, cause and frames of ours, and without parameters', () => {
    const line = JSON.stringify({
      level: 50,
      time: 1,
      msg: 'form failed',
      err: describeError(failedQuery()),
      isWithoutDatabase: false,
      limit: 'a',
    })
    expect(readableLine(line)).toBe(
      'ERROR form failed  PostgresError: relation "project" does not exist (42P01) < DrizzleQueryError: Failed query: select "name" from "project"' +
        '  at async listProjects (src/features/projects/projects.server.ts:12:3)  limit=a\n',
    )
  })
})

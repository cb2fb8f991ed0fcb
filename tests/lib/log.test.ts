/** What a line of the log never holds, wherever in it a secret stands. */
import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { logTo } from '#platform/observability/log.server.ts'

function lineOf(logged: object): string {
  let written = ''
  const sink = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk)
      done()
    },
  })
  logTo(sink).warn(logged, 'told')
  return written
}

describe('a line of the log', () => {
  it.each([
    ['on it', { token: 'hush', path: '/app' }],
    ['within', { request: { headers: { 'set-cookie': 'hush' } } }],
    ['in a list', { tries: [{ password: 'hush' }, [{ newPassword: 'hush' }]] }],
    ['deeper than anybody looks', { a: { b: { c: { d: { e: { f: { g: { secret: 'hush' } } } } } } } }],
    ['of an error', { err: Object.assign(new Error('failed'), { parameters: ['hush'], query: 'select hush' }) }],
  ])('does not hold a secret %s [ASVS 16.2.5]', (_where, logged) => {
    expect(lineOf(logged)).toMatch(/"msg":"told"/)
    expect(lineOf(logged)).not.toContain('hush')
  })

  it('holds the rest, and leaves what was logged as it is', () => {
    const logged = { token: 'hush', job: { id: 7, at: new Date(0), names: ['a', null] }, code: 'E42' }
    expect(JSON.parse(lineOf(logged))).toMatchObject({
      token: '[redacted]',
      job: { id: 7, at: '1970-01-01T00:00:00.000Z', names: ['a', null] },
      code: 'E42',
    })
    expect(logged.token).toBe('hush')
  })

  it('is written of what names itself, too', () => {
    const ring: Record<string, unknown> = {}
    ring.self = ring
    expect(lineOf({ ring })).toContain('"msg":"told"')
  })
})

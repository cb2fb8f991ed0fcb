import { describe, expect, it } from 'vitest'
import { TextResponse, headerOf, textOf, withHeaders } from '~/lib/text-response.server'

const JSON_TYPE = { 'content-type': 'application/json' }

describe('an answer whose text is known', () => {
  it('is a Response as any other', async () => {
    const made = withHeaders(new TextResponse('{}', 201, JSON_TYPE), { 'x-request-id': 'a' })
    expect(made).toBeInstanceOf(Response)
    expect([made.status, textOf(made), headerOf(made, 'content-type'), headerOf(made, 'etag')]).toEqual([
      201,
      '{}',
      'application/json',
      null,
    ])
    expect([...made.headers]).toEqual([...Object.entries(JSON_TYPE), ['x-request-id', 'a']])
    expect(await made.text()).toBe('{}')
  })

  it('has what was set on its headers since it was made', () => {
    const made = new TextResponse('{}', 200, JSON_TYPE)
    made.headers.append('set-cookie', 'one=1')
    made.headers.append('set-cookie', 'two=2')
    expect(headerOf(made, 'set-cookie')).toBe('one=1, two=2')
    expect(withHeaders(made, { etag: '"a"' }).headers.getSetCookie()).toEqual(['one=1', 'two=2'])
  })

  it('keeps each cookie of headers that it is given whole', () => {
    const headers = new Headers(JSON_TYPE)
    for (const cookie of ['one=1', 'two=2']) headers.append('set-cookie', cookie)
    expect(withHeaders(new TextResponse('{}', 200, headers), { etag: '"a"' }).headers.getSetCookie()).toEqual(['one=1', 'two=2'])
  })
})

describe('headers besides', () => {
  it('are set on an answer that may be a stream, which stays the same one', () => {
    const stream = new Response(new ReadableStream(), { headers: JSON_TYPE })
    expect(withHeaders(stream, { etag: '"a"' })).toBe(stream)
    expect([headerOf(stream, 'etag'), textOf(stream)]).toEqual(['"a"', null])
  })

  it('come with a redirect of the platform, whose own cannot be changed', () => {
    const redirect = withHeaders(Response.redirect('https://gatehouse.test/', 303), { etag: '"a"' })
    expect([redirect.status, headerOf(redirect, 'location'), headerOf(redirect, 'etag')]).toEqual([303, 'https://gatehouse.test/', '"a"'])
  })
})

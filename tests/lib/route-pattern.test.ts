import { describe, expect, it } from 'vitest'
import { knowRoutes, routeOf } from '#platform/observability/route-pattern.server.ts'

describe('the pattern of an address', () => {
  it('is that of the route which says most of it', () => {
    knowRoutes(['/', '/app', '/avatar/$userId/$version', '/api/auth/$', '/api/auth/callback/$provider', '/api/auth/callback/apple'])
    expect(routeOf('/')).toBe('/')
    expect(routeOf('/app/')).toBe('/app')
    expect(routeOf('/avatar/1/2')).toBe('/avatar/$userId/$version')
    expect(routeOf('/api/auth/callback/apple')).toBe('/api/auth/callback/apple')
    expect(routeOf('/api/auth/callback/github')).toBe('/api/auth/callback/$provider')
    expect(routeOf('/api/auth/a/b')).toBe('/api/auth/$')
  })

  it('is none where no route is, however long the address', () => {
    knowRoutes(['/avatar/$userId/$version', '/app'])
    expect(routeOf('/avatar/1')).toBeNull()
    expect(routeOf('/app/1')).toBeNull()
    expect(routeOf(`/avatar/${'x'.repeat(10_000)}/1`)).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { Visitor } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'

const site = useOwnApp()

const policyOf = async (path: string) => {
  const { headers, text } = await new Visitor(site().app).get(path)
  const policy = headers.get('content-security-policy') ?? ''
  return { policy, nonce: policy.match(/'nonce-([^']+)'/)?.[1] ?? '', text }
}

describe('the content security policy', () => {
  it.each(['/', '/sign-in', '/app', '/no-such-page'])(
    'cross-site scripting: on %s only scripts with the nonce of this answer run',
    async (path) => {
      const { policy, nonce, text } = await policyOf(path)
      expect(policy).toMatch(/script-src 'nonce-[\w-]{20,}' 'strict-dynamic'/)
      expect(policy).not.toMatch(/script-src[^;]*unsafe/)
      const scripts = [...text.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)
      expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([])
    },
  )

  it('has another nonce for every answer', async () => {
    const nonces = await Promise.all(Array.from({ length: 5 }, async () => (await policyOf('/sign-in')).nonce))
    expect(new Set(nonces).size).toBe(5)
  })
})

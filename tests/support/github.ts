/** The stand-in GitHub for a test file, and the way through it without a browser. */
import { afterAll, beforeAll } from 'vitest'
import { type StandInGithub, startStandInGithub } from '../../scripts/stand-in-github/server.ts'
import type { Answer, Visitor } from './browserless.ts'

/** Use inside tests and hooks as `github()`. */
export function useGithub(): () => StandInGithub {
  let github: StandInGithub | undefined
  beforeAll(async () => {
    github = await startStandInGithub()
  })
  afterAll(() => github?.stop())
  return () => {
    if (github === undefined) throw new Error('The stand-in GitHub has not started.')
    return github
  }
}

/** The button on the sign-in page. Returns the address at the provider. */
export async function askGithub(visitor: Visitor, redirect = ''): Promise<URL> {
  const { status, location } = await visitor.post('/auth/provider', { provider: 'github', redirect })
  if (status !== 303 || location === null) throw new Error(`The button answered ${status}.`)
  return new URL(location, 'http://site.invalid')
}

/** What the person chooses there; null denies. Returns the path of the answer to the app. */
export async function chooseAt(url: URL, login: string | null): Promise<string> {
  const body = new URLSearchParams([...url.searchParams, login === null ? ['deny', 'yes'] : ['login', login]])
  const { headers } = await fetch(url.origin + url.pathname, { method: 'POST', body, redirect: 'manual' })
  const { pathname, search } = new URL(headers.get('location') ?? '')
  return pathname + search
}

/** Both, and back: what the app answers in the end. */
export async function signInWithGithub(visitor: Visitor, login: string | null, redirect = ''): Promise<Answer> {
  return visitor.get(await chooseAt(await askGithub(visitor, redirect), login))
}

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, inject } from 'vitest'
import { type App, startApp } from './app.ts'

type Settings = Record<string, string>

/** One built app for a test file, and the secret it runs with. Use inside tests as `site().app`. `overrides` may wait for what started before. */
export function useOwnApp(overrides: Settings | (() => Settings) = {}): () => { app: App; secret: string } {
  const secret = randomBytes(32).toString('base64url')
  let app: App | undefined
  beforeAll(async () => {
    app = await startApp(inject('server'), { AUTH_SECRET: secret, ...(typeof overrides === 'function' ? overrides() : overrides) })
  })
  afterAll(() => app?.stop())
  return () => {
    if (app === undefined) throw new Error('The app has not started.')
    return { app, secret }
  }
}

/**
 * `npm run build` ends with it: makes the first page and loads what the first requests and jobs need, so that V8 compiles
 * that, and keeps what came of it. It asks no database and no mail server.
 */
import { randomBytes } from 'node:crypto'
import { flushCompileCache } from 'node:module'
import { useCompiledCode } from './compiled-code.server'

/** An app that nobody reaches, and that reaches nobody. */
const APP_URL = 'http://localhost:1'
const SETTINGS = {
  APP_URL,
  DATABASE_URL: 'postgres://127.0.0.1:1/none',
  AUTH_SECRET: randomBytes(32).toString('base64url'),
  SMTP_URL: 'smtp://127.0.0.1:1',
  MAIL_FROM: 'no-reply@example.com',
  LOG_LEVEL: 'warn',
}

useCompiledCode()
Object.assign(process.env, SETTINGS)
const { useProduction } = await import('./boot.server')
useProduction()
const [{ default: app }] = await Promise.all([
  import('./server'),
  import('./serve.server'),
  import('./auth/handle.server'),
  import('./emails/send.server'),
  import('pg-boss'),
])
for (const path of ['/', '/sign-in']) await app.fetch(new Request(new URL(path, APP_URL)))
flushCompileCache()
process.exit(0)

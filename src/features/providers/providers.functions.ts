import { createServerFn } from '@tanstack/react-start'
import { getRequest } from '@tanstack/react-start/server'
import { allowAnonymous } from '#auth/guards/guards.ts'
import * as providers from './providers.server.ts'

/** Names of the providers that are configured: what the sign-in page shows anyone. */
export const listProviders = createServerFn({ method: 'GET' })
  .middleware([allowAnonymous])
  .handler(() => providers.offered(getRequest()))

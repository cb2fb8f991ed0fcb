import { createServerFn } from '@tanstack/react-start'
import { getRequest } from '@tanstack/react-start/server'
import { allowAnonymous } from '~/auth/guards'
import * as providers from './providers.server'

/** Names of the providers that are configured: what the sign-in page shows anyone. */
export const listProviders = createServerFn({ method: 'GET' })
  .middleware([allowAnonymous])
  .handler(() => providers.offered(getRequest()))

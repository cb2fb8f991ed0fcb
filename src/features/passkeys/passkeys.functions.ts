import { createServerFn } from '@tanstack/react-start'
import { getRequest } from '@tanstack/react-start/server'
import { z } from 'zod'
import { ensureSession } from '#auth/guards/guards.ts'
import * as passkeys from './passkeys.server.ts'

/** The viewer's passkeys, by our own ids: no public key, no id of a credential. 401 without a session. */
export const listPasskeys = createServerFn({ method: 'GET' })
  .middleware([ensureSession])
  .handler(({ context }) => passkeys.list(context.viewer.id))

/** One of the viewer's, null when there is no such, and whether it is the last way in. */
export const getPasskey = createServerFn({ method: 'GET' })
  .middleware([ensureSession])
  .validator(z.object({ id: z.string().max(64) }))
  .handler(({ context, data }) => passkeys.find(context.viewer.id, data.id))

/** What to call a passkey that this browser makes, and whether there may be one more. */
export const getNewPasskey = createServerFn({ method: 'GET' })
  .middleware([ensureSession])
  .handler(({ context }) => passkeys.draft(context.viewer.id, getRequest()))

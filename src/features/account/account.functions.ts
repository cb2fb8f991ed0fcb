import { createServerFn } from '@tanstack/react-start'
import { getRequest } from '@tanstack/react-start/server'
import { ensureSession } from '~/auth/guards'
import { ProfileSchema } from './account.schema'
import * as account from './account.server'

/** Changes the viewer's own name. 401 without a session, 400 with a problem code by field. */
export const updateProfile = createServerFn({ method: 'POST' })
  .middleware([ensureSession])
  .validator(ProfileSchema)
  .handler(({ context, data }) => account.changeProfile(context.viewer, data, getRequest()))

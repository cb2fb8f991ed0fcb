import { auth } from '~/auth/auth.server'

/** Mails the link to choose a new password. In a job nobody waits and no address is counted: the link in the notice was spent for it. */
export async function startReset({ email }: { email: string }): Promise<void> {
  await auth.api.requestPasswordReset({ body: { email } })
}

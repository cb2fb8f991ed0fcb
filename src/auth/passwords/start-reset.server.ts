import { getAuth } from '#auth/auth.server.ts'

/** Mails the link to choose a new password to who has spent a link of ours on it. Nothing is counted: strangers who fill the mailbox must not stop this one. */
export async function startReset(email: string): Promise<void> {
  await (await getAuth()).api.requestPasswordReset({ body: { email } })
}

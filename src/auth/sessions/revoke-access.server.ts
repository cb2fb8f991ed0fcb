/**
 * Revocation, in one place: every session of a user, and everything that can still become one. That is each verification
 * row that names the user by id or address (reset and sign-in links, second-factor challenges, passkey challenges,
 * connections in progress), trusted devices, and a pending email change with its links. An address that someone else has is
 * not this user's: anyone may ask to change to it. Links that only take an attacker's access away stay: undo, "this wasn't
 * me", and the one that restores an account. A sign-in that is on its way waits for the user's row, which is held from here
 * to the commit, and is looked at again (`late-sign-in.server.ts`).
 * Node runs this file directly too (`ban-command.server.ts`).
 */

/** A statement in a transaction, by whichever driver. */
type Statement = (text: TemplateStringsArray, ...values: (string | null)[]) => PromiseLike<{ length: number }>

/** `keptSessionId`: the session that stays; null ends all. Returns how many have ended. */
export async function revokeAccessBy(run: Statement, userId: string, keptSessionId: string | null): Promise<number> {
  await run`select 1 from "user" where id = ${userId} for no key update`
  const ended = await run`delete from session where user_id = ${userId} and id is distinct from ${keptSessionId}::uuid returning id`
  await run`
    delete from verification using (
      select email from "user" where id = ${userId}
      union all select new_email from email_change where user_id = ${userId}
        and not exists (select 1 from "user" where email = new_email and email_verified)
    ) address
    where position(${userId} in value) > 0 or position(to_json(address.email)::text in value) > 0`
  await run`delete from trusted_device where user_id = ${userId}`
  await run`delete from email_change where user_id = ${userId}`
  await run`delete from mail_link where user_id = ${userId} and purpose in ('email.confirm', 'email.verify')`
  return ended.length
}

import { redirect } from '@tanstack/react-router'
import { hasFreshProof } from './step-up.functions.ts'

/**
 * For the loader of a sensitive page, before anything else: leads to `/confirm` and back to this very address when the
 * viewer has not proven to be there lately. Manners: the law is `answerMemberForm({ fresh: true })` on the page's post.
 *
 *     loader: async ({ location }) => {
 *       await needFreshProof(location)
 *       return loadRefusal()
 *     },
 */
export async function needFreshProof({ href }: { href: string }): Promise<void> {
  if (!(await hasFreshProof())) throw redirect({ to: '/confirm', search: { redirect: href } })
}

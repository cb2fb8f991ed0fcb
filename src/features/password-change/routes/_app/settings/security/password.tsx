import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { needFreshProof } from '#auth/guards/step-up.ts'
import { PasswordChangePage } from '#features/password-change/password-change-page.tsx'
import { passwordChangeSearch } from '#features/password-change/password-change-search.ts'
import { getPasswordState } from '#features/password-change/password-change.functions.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/security/password')({
  validateSearch: passwordChangeSearch,
  head: () => appHead(m.account_password_title()),
  loader: async ({ location }) => {
    await needFreshProof(location)
    return { refusal: loadRefusal(), ...(await getPasswordState()) }
  },
  server: {
    handlers: {
      POST: async ({ request }) => (await import('#features/password-change/password-change.server.ts')).answerPassword(request),
    },
  },
  component: () => {
    const { refusal, hasPassword } = Route.useLoaderData()
    const { email } = Route.useRouteContext().viewer
    return <PasswordChangePage email={email} hasPassword={hasPassword} refusal={refusal} done={Route.useSearch().done} />
  },
})

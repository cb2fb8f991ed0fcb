import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { emailLinkSearch } from '#features/email-change/email-change-search.ts'
import { UndoEmailChangePage } from '#features/email-change/email-link-pages.tsx'
import { m } from '#platform/i18n/generated/messages.js'
import { pageHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/change-email/undo')({
  validateSearch: emailLinkSearch,
  head: () => pageHead({ title: m.account_undo_title() }),
  loader: loadRefusal,
  server: {
    handlers: { POST: async ({ request }) => (await import('#features/email-change/email-change.forms.server.ts')).answerUndo(request) },
  },
  component: () => {
    const { token = '', done } = Route.useSearch()
    return <UndoEmailChangePage refusal={Route.useLoaderData()} token={token} done={done} />
  },
})

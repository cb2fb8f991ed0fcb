import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { PicturePage } from '#features/avatar/picture-page.tsx'
import { pictureSearch } from '#features/avatar/picture-search.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/profile_/picture')({
  validateSearch: pictureSearch,
  head: () => appHead(m.account_picture_title()),
  loader: loadRefusal,
  server: { handlers: { POST: async ({ request }) => (await import('#features/avatar/avatar.server.ts')).answerPicture(request) } },
  component: () => <PicturePage viewer={Route.useRouteContext().viewer} refusal={Route.useLoaderData()} done={Route.useSearch().done} />,
})

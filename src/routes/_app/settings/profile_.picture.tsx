import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { PicturePage } from '~/features/avatar/picture-page'
import { pictureSearch } from '~/features/avatar/picture-search'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/profile_/picture')({
  validateSearch: pictureSearch,
  head: () => appHead(m.account_picture_title()),
  loader: loadRefusal,
  server: { handlers: { POST: async ({ request }) => (await import('~/features/avatar/avatar.server')).answerPicture(request) } },
  component: () => <PicturePage viewer={Route.useRouteContext().viewer} refusal={Route.useLoaderData()} done={Route.useSearch().done} />,
})

import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { answerPicture } from '~/features/avatar/avatar.server'
import { PicturePage } from '~/features/avatar/picture-page'
import { pictureSearch } from '~/features/avatar/picture-search'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/profile_/picture')({
  validateSearch: pictureSearch,
  head: () => appHead(m.account_picture_title()),
  loader: loadRefusal,
  server: { handlers: { POST: ({ request }) => answerPicture(request) } },
  component: () => <PicturePage viewer={Route.useRouteContext().viewer} refusal={Route.useLoaderData()} done={Route.useSearch().done} />,
})

import { createFileRoute } from '@tanstack/react-router'
import { EmailGalleryPage } from '#features/email-gallery/email-gallery-page.tsx'
import { emailGallerySearch } from '#features/email-gallery/email-gallery-search.ts'
import { sampleOf, sampleQuery } from '#features/email-gallery/email-gallery.queries.ts'
import { pageHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/dev/emails')({
  validateSearch: emailGallerySearch,
  head: () => pageHead({ title: 'Mails' }),
  loaderDeps: ({ search }) => sampleOf(search),
  loader: ({ context, deps }) => context.queryClient.ensureQueryData(sampleQuery(deps)),
  component: Emails,
})

function Emails() {
  return <EmailGalleryPage search={Route.useSearch()} />
}

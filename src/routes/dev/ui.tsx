import { createFileRoute } from '@tanstack/react-router'
import { GalleryPage } from '~/features/gallery/gallery-page'
import { gallerySearch } from '~/features/gallery/gallery-settings'
import { pageHead } from '~/routes/-page-head'

export const Route = createFileRoute('/dev/ui')({
  validateSearch: gallerySearch,
  head: () => pageHead({ title: 'Parts' }),
  component: Gallery,
})

function Gallery() {
  return <GalleryPage {...Route.useSearch()} />
}

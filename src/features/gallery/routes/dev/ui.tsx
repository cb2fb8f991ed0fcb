import { createFileRoute } from '@tanstack/react-router'
import { GalleryPage } from '#features/gallery/gallery-page.tsx'
import { gallerySearch } from '#features/gallery/gallery-settings.tsx'
import { pageHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/dev/ui')({
  validateSearch: gallerySearch,
  head: () => pageHead({ title: 'Parts' }),
  component: Gallery,
})

function Gallery() {
  return <GalleryPage {...Route.useSearch()} />
}

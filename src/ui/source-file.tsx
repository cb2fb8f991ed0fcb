import { brand } from '~/brand'

/** The path of a file of this repository; a link where its source is public. Paths read left to right everywhere. */
export function SourceFile({ path }: { path: string }) {
  if (brand.source === null) return <bdi dir="ltr">{path}</bdi>
  return (
    <a href={`${brand.source}/${path}`} className="underline decoration-line underline-offset-4 hover:text-ink">
      <bdi dir="ltr">{path}</bdi>
    </a>
  )
}

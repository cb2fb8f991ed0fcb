import { oneOf, searchParams } from '#lib/search-params.ts'

export const pictureSearch = searchParams({ done: oneOf('saved', 'removed') })

export type PictureDone = NonNullable<ReturnType<typeof pictureSearch>['done']>

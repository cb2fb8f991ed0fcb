import { oneOf, searchParams } from '#platform/forms/search-params.ts'

export const pictureSearch = searchParams({ done: oneOf('saved', 'removed') })

export type PictureDone = NonNullable<ReturnType<typeof pictureSearch>['done']>

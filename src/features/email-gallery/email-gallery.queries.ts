import { queryOptions } from '@tanstack/react-query'
import { baseLocale } from '#platform/i18n/generated/runtime.js'
import type { EmailGallerySearch } from './email-gallery-search.ts'
import { renderSample, type SampleInput } from './email-gallery.functions.ts'

/** Asked anew whenever the window comes back to the front: templates change while one works on them. */
export const sampleQuery = (sample: SampleInput) =>
  queryOptions({ queryKey: ['email-sample', sample], queryFn: () => renderSample({ data: sample }) })

/** What the page shows where its address does not say. */
export const sampleOf = ({ template, locale = baseLocale }: EmailGallerySearch): SampleInput => ({ template, locale })

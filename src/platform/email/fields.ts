/** What several emails need. */
import { z } from 'zod'

export const httpUrl = z.url({ protocol: /^https?$/ })
/** The recipient. */
export const person = z.object({ name: z.string() })
export const personWithLink = person.extend({ url: httpUrl, expiresInMinutes: z.int().positive() })

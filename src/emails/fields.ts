/** What several emails need. */
import { z } from 'zod'

export const url = z.url({ protocol: /^https?$/ })
/** The recipient. */
export const person = z.object({ name: z.string() })
export const personWithLink = person.extend({ url, expiresInMinutes: z.int().positive() })
